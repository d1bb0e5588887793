package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.End;
import dev.orderflow.cli.stack.LocalStack;
import java.time.Duration;
import java.util.List;

/** A little of everything, one after the other, for continuous integration. */
record Mix() implements Fault {

    private static final List<String> PARTS =
            List.of(
                    "cut-at-commit",
                    "kill-before-delete",
                    "kill-before-offset-commit",
                    "poison",
                    "three-times",
                    "rebalances",
                    "cut-database",
                    "cut-broker");

    private static final Duration EACH = Duration.ofSeconds(4);

    @Override
    public String name() {
        return "mix";
    }

    @Override
    public String hypothesis() {
        return "the database and a service are killed, and between them come, each for a few seconds, "
                + String.join(", ", PARTS);
    }

    @Override
    public Traffic traffic() {
        return Traffic.USUAL.withGateway(2, 1);
    }

    @Override
    public void happen(Scene scene) throws Exception {
        var brief = new Scene(scene.system(), scene.random(), EACH);
        for (var part : PARTS) {
            Faults.named(part).happen(brief);
        }
        var stack = scene.system().stack();
        stack.takeAway(scene.shuffledServices().getFirst(), End.KILL, Duration.ofSeconds(5));
        stack.takeAway(LocalStack.DATABASE, End.KILL, Duration.ofSeconds(3));
        scene.pauseSeconds(5);
    }
}
