package dev.orderflow.payment.application;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs a scenario once for every way it can go: wherever it has a choice it asks, and it is run
 * again until every answer was given after every other. Behind the horizon the answer is always the
 * first, so that scenarios end.
 */
final class Choices {

    private record Choice(int taken, int of) {}

    private final int horizon;
    private List<Choice> plan = new ArrayList<>();
    private int position;

    private Choices(int horizon) {
        this.horizon = horizon;
    }

    /** Returns how many ways there were. */
    static int forEvery(int horizon, Consumer<Choices> scenario) {
        var choices = new Choices(horizon);
        var ways = 0;
        do {
            choices.position = 0;
            try {
                scenario.accept(choices);
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError(
                        "Way " + choices.plan.stream().map(Choice::taken).toList(), failed);
            }
            ways++;
        } while (choices.next());
        return ways;
    }

    <T> T from(List<T> options) {
        return options.get(options.size() == 1 ? 0 : choose(options.size()));
    }

    private int choose(int of) {
        if (position >= horizon) {
            return 0;
        }
        if (position == plan.size()) {
            plan.add(new Choice(0, of));
        }
        return plan.get(position++).taken;
    }

    private boolean next() {
        plan = new ArrayList<>(plan.subList(0, position));
        while (!plan.isEmpty()) {
            var last = plan.removeLast();
            if (last.taken + 1 < last.of) {
                plan.add(new Choice(last.taken + 1, last.of));
                return true;
            }
        }
        return false;
    }
}
