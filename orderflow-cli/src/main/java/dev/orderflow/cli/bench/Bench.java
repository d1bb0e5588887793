package dev.orderflow.cli.bench;

import dev.orderflow.cli.rest.UnexpectedAnswerException;
import dev.orderflow.cli.stack.StackProblem;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.common.KafkaException;

/** One measurement: goods on the shelves, a warm-up, the orders that count, and their rows. */
public final class Bench {

    /** Longer than anything is away that comes back by itself. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** For an end to be noticed; nothing beside what an order takes under load. */
    private static final Duration MAY_BE_LATE = Duration.ofMillis(10);

    private static final int LOOK_AGAIN_MS = 100;

    private final BenchTarget target;
    private final PrintWriter out;
    private final boolean terminal;

    /**
     * @param terminal whether out is one, so that a line can be written over
     */
    public Bench(BenchTarget target, PrintWriter out, boolean terminal) {
        this.target = target;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * @throws StackProblem where orders are not taken, or do not come to an end
     */
    public Report run(Load load) {
        try (var meter = new Meter(target)) {
            say("%d products and %d users ...", load.products(), load.users());
            var requests = new Goods(target).prepare(target, load);
            var before = load.before();
            place(requests, 0, before, "warm-up");
            var begin = meter.readWhenQuiet();
            var run = place(requests, before.orders(), load, "measured");
            var used = meter.readWhenQuiet().since(begin);
            return report(load, run, used, target.orderTimes(requests));
        } catch (UnexpectedAnswerException e) {
            throw new StackProblem("A service refuses a call: %s.".formatted(e.getMessage()), e);
        } catch (UncheckedIOException e) {
            throw new StackProblem(
                    "The services do not answer (%s); are all addresses right?"
                            .formatted(e.getCause()),
                    e);
        } catch (KafkaException e) {
            throw new StackProblem(
                    "The broker at %s does not answer (%s)."
                            .formatted(target.broker(), e.getMessage()),
                    e);
        }
    }

    private record Run(Placed placed, Customers customers) {}

    private Run place(OrderRequests requests, int first, Load load, String what) {
        var placed = new Placed(load.orders());
        var open = new OpenOrders(load.hasRate() ? Integer.MAX_VALUE : load.open());
        var mayBeLate = load.isOneAtATime() ? Duration.ZERO : MAY_BE_LATE;
        try (var poison = new Poison(load.poison(), target.broker());
                var ended = EndedOrders.listen(target.broker(), mayBeLate, open::ended);
                var bar = new ProgressBar(out, terminal, what, load.orders())) {
            var customers = new Customers(requests, first, placed, Pace.of(load), open, poison);
            customers.start(load.connections());
            awaitEnds(load.orders(), open, customers, ended, bar);
            return new Run(placed, customers);
        } finally {
            open.close();
        }
    }

    private static void awaitEnds(
            int orders, OpenOrders open, Customers customers, EndedOrders ended, ProgressBar bar) {
        var moved = 0;
        var movedAt = System.nanoTime();
        while (open.endedSoFar() < orders) {
            Pause.millis(LOOK_AGAIN_MS);
            bar.show(open.endedSoFar());
            customers.check();
            ended.check();
            int steps = open.acceptedSoFar() + open.endedSoFar();
            if (steps > moved) {
                moved = steps;
                movedAt = System.nanoTime();
            } else if (System.nanoTime() - movedAt > PATIENCE.toNanos()) {
                throw new StackProblem(
                        "No order has been taken or come to its end for %d s: %d of %d were taken, %d are at their end. See ./orderflow status and logs."
                                .formatted(
                                        PATIENCE.toSeconds(),
                                        open.acceptedSoFar(),
                                        orders,
                                        open.endedSoFar()));
            }
        }
        bar.show(orders);
    }

    private static Report report(Load load, Run run, Reading used, OrderTimes times) {
        var placed = run.placed();
        var latencies = new Latencies();
        var completed = new AtomicInteger();
        var last = new AtomicLong();
        times.read(
                placed,
                (number, createdAt, completedAt) -> {
                    completed.incrementAndGet();
                    last.accumulateAndGet(completedAt, Math::max);
                    // Alone, an order is measured by its own times: what its row says it took.
                    var start = load.isOneAtATime() ? createdAt : placed.startMicros(number);
                    latencies.add(completedAt - start);
                });
        var customers = run.customers();
        var first = placed.firstMicros();
        var time = Duration.ofNanos(1000 * Math.max(1, last.get() - first));
        return new Report(
                load,
                placed.size() / seconds(customers.lastAcceptedMicros() - first),
                completed.get() / seconds(last.get() - first),
                customers.posts().percentiles(),
                latencies.percentiles(),
                Costs.of(used, placed.size(), time),
                customers.refused(),
                customers.errors(),
                customers.firstError(),
                placed.size() - completed.get());
    }

    private static double seconds(long micros) {
        return Math.max(1, micros) / 1e6;
    }

    private void say(String sentence, Object... arguments) {
        out.printf("  " + sentence + "%n", arguments);
        out.flush();
    }
}
