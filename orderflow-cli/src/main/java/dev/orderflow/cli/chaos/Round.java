package dev.orderflow.cli.chaos;

import dev.orderflow.cli.verify.Breach;
import dev.orderflow.cli.verify.Invariant;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

/**
 * One fault under load: customers come, something breaks and is mended, customers stop coming, and
 * then it is looked at what became of it all.
 *
 * @param rate orders a second
 * @param messageRate messages a second, where people can write to each other
 * @param time how long a fault lasts that has no length of its own
 */
record Round(ChaosSystem system, double rate, double messageRate, Duration time) {

    private static final Duration BEFORE = Duration.ofSeconds(3);
    private static final Duration LIMIT = Duration.ofSeconds(180);
    private static final int REMARKS = 10;

    /** Breaches of these are effects that happened twice. */
    private static final Set<Invariant> DOUBLED = EnumSet.of(Invariant.I5, Invariant.I9);

    Result run(Fault fault, long seed) throws InterruptedException, SQLException {
        var remarks = new ArrayList<String>();
        try (var visitors = new Visitors(system, fault.traffic(), rate, messageRate, seed)) {
            long begin = System.nanoTime();
            Thread.sleep(BEFORE);
            long broken = System.nanoTime();
            try {
                fault.happen(new Scene(system, new Random(seed), time));
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                // What it has broken is mended all the same, and the orders are to survive that,
                // too.
                remarks.add("the fault did not happen as it should: " + e);
            }
            long mended = System.nanoTime();
            int due = visitors.stop();
            double messagesASecond =
                    visitors.writtenMessages() / seconds(System.nanoTime() - begin);
            var recovery = new Recovery(system, visitors);
            var recovered = recovery.await(mended, LIMIT);
            if (recovered.isEmpty()) {
                remarks.add("after %d s %s".formatted(LIMIT.toSeconds(), recovery.missing()));
            }
            return judge(
                    fault,
                    seed,
                    due / seconds(mended - begin),
                    seconds(mended - broken),
                    messagesASecond,
                    recovered,
                    visitors,
                    remarks);
        }
    }

    private Result judge(
            Fault fault,
            long seed,
            double offered,
            double faultSeconds,
            double messagesASecond,
            Optional<Duration> recovered,
            Visitors visitors,
            List<String> remarks)
            throws SQLException {
        var audit = visitors.orders();
        var messages = visitors.messages();
        var breaches = system.verify().breaches();
        var lost = both(audit.lost(), messages.lost());
        var doubled = both(audit.doubled(), messages.doubled());
        lost.stream().limit(REMARKS).forEach(it -> remarks.add("lost: " + it));
        doubled.stream().limit(REMARKS).forEach(it -> remarks.add("doubled: " + it));
        breaches.stream().limit(REMARKS).map(Round::text).forEach(remarks::add);
        remarks.addAll(visitors.contradictions());
        return new Result(
                fault.name(),
                seed,
                offered,
                faultSeconds,
                audit.orders(),
                audit.completed(),
                audit.cancelled(),
                new Result.Written(
                        messageRate,
                        messagesASecond,
                        messages.messages(),
                        messages.untold(),
                        messages.read(),
                        messages.deleted()),
                lost.size(),
                doubled.size() + doubled(breaches),
                visitors.repetitions(),
                breaches,
                recovered
                        .map(it -> OptionalDouble.of(seconds(it.toNanos())))
                        .orElse(OptionalDouble.empty()),
                List.copyOf(remarks));
    }

    private static List<String> both(List<String> some, List<String> others) {
        return Stream.concat(some.stream(), others.stream()).toList();
    }

    private static int doubled(List<Breach> breaches) {
        return (int) breaches.stream().filter(it -> DOUBLED.contains(it.invariant())).count();
    }

    private static String text(Breach breach) {
        return "%s %s: %s".formatted(breach.invariant(), breach.what(), breach.where());
    }

    private static double seconds(long nanos) {
        return nanos / 1e9;
    }
}
