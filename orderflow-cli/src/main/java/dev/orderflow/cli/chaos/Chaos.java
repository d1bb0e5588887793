package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.Progress;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.stack.StackSettings;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Rounds of faults, on one system as long as it stays whole; a new one where it does not. */
public final class Chaos {

    /** More than any round can take; a hanging one must not hang for ever. */
    private static final Duration LONGEST_ROUND = Duration.ofMinutes(8);

    private final StackSettings settings;
    private final Plan plan;
    private final PrintWriter out;
    private final Consumer<Result> eachResult;
    private final List<Result> results = new ArrayList<>();
    private @Nullable ChaosSystem system;
    private @Nullable Fault startedFor;

    /**
     * @param settings of the system: its home is emptied first
     * @param eachResult is told of each round when that is over: what was measured until then is
     *     not lost when a later one is not awaited
     */
    public Chaos(StackSettings settings, Plan plan, PrintWriter out, Consumer<Result> eachResult) {
        this.settings = settings;
        this.plan = plan;
        this.out = out;
        this.eachResult = eachResult;
    }

    /**
     * What is asked.
     *
     * @param faults by name; "all" is each of them, "mix" some of them together
     * @param seed of the first round
     * @param rounds how many there are of each fault, each with the next seed
     * @param rate orders a second
     * @param messageRate messages a second, where people can write to each other
     * @param time how long a fault lasts that has no length of its own
     * @param warmUp how long customers come to each new system before anything is broken; zero: the
     *     first fault meets it cold
     */
    public record Plan(
            List<String> faults,
            long seed,
            int rounds,
            double rate,
            double messageRate,
            Duration time,
            Duration warmUp) {}

    /**
     * @throws StackProblem where a round does not end
     */
    public ChaosReport run() throws InterruptedException {
        var faults = Faults.named(plan.faults());
        // What an earlier one has left that was killed.
        RunningStack.in(settings.home()).ifPresent(RunningStack::stop);
        var limit = LONGEST_ROUND.multipliedBy((long) faults.size() * plan.rounds());
        try (var thread = Executors.newSingleThreadExecutor()) {
            var rounds = thread.submit((Callable<@Nullable Void>) () -> runAll(faults));
            try {
                rounds.get(limit.toSeconds(), TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                throw new StackProblem(
                        "Chaos did not end within %d minutes; logs are in %s."
                                .formatted(limit.toMinutes(), settings.home().resolve("logs")),
                        e);
            } catch (ExecutionException e) {
                throw new StackProblem(
                        "A round failed: %s; logs are in %s."
                                .formatted(e.getCause(), settings.home().resolve("logs")),
                        e.getCause());
            } finally {
                thread.shutdownNow();
            }
        } finally {
            close();
        }
        return new ChaosReport(plan, List.copyOf(results));
    }

    private @Nullable Void runAll(List<Fault> faults) throws Exception {
        for (var fault : faults) {
            for (int round = 0; round < plan.rounds(); round++) {
                long seed = plan.seed() + round;
                var result = round(systemFor(fault, seed), plan.time()).run(fault, seed);
                take(result);
            }
        }
        return null;
    }

    private Round round(ChaosSystem running, Duration time) {
        return new Round(running, plan.rate(), plan.messageRate(), time);
    }

    private void take(Result result) {
        results.add(result);
        ChaosReport.print(result, out);
        eachResult.accept(result);
        if (!result.isClean()) {
            // What is broken stays so, and would be held against the next fault.
            close();
        }
    }

    private ChaosSystem systemFor(Fault fault, long seed)
            throws InterruptedException, SQLException {
        if (startedFor != null && !needTheSame(fault, startedFor)) {
            close();
        }
        if (system == null) {
            out.println("Starting a system of its own in " + settings.home() + " ...");
            out.flush();
            startedFor = fault;
            system =
                    ChaosSystem.start(
                            fault.needsExamples() ? settings.withExamples() : settings,
                            fault.environment(),
                            fault.doubledServices(),
                            new Quiet());
            warmUp(system, seed);
        }
        return system;
    }

    private static boolean needTheSame(Fault one, Fault other) {
        return one.needsExamples() == other.needsExamples()
                && one.environment().equals(other.environment())
                && one.doubledServices().equals(other.doubledServices());
    }

    /** A cold system is slow with and without a fault, and would be taken for one that recovers. */
    private void warmUp(ChaosSystem cold, long seed) throws InterruptedException, SQLException {
        if (plan.warmUp().isPositive()) {
            var result = round(cold, plan.warmUp()).run(new Calm(), seed);
            out.printf(
                    "  warmed up by %d orders, the last of them done %s later%n",
                    result.orders(), ChaosReport.recovered(result));
            out.flush();
            if (!result.isClean()) {
                results.add(result);
                ChaosReport.print(result, out);
            }
        }
    }

    private synchronized void close() {
        var running = system;
        system = null;
        if (running != null) {
            running.close();
        }
    }

    /** That processes end and start again is what this is about. */
    private final class Quiet implements Progress {

        @Override
        public void done(String what, String detail, Duration time) {
            if (what.equals("all ready")) {
                out.printf("  ready after %.0f s%n", time.toMillis() / 1e3);
                out.flush();
            }
        }

        @Override
        public void say(String sentence) {
            if (sentence.contains("not started again")) {
                out.println("  " + sentence);
                out.flush();
            }
        }
    }
}
