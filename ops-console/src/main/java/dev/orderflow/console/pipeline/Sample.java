package dev.orderflow.console.pipeline;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the system was doing at one moment; as the page gets it.
 *
 * @param number counts up
 * @param brokers how many there are; null where none answers
 */
record Sample(
        long number,
        Instant at,
        @Nullable Integer brokers,
        List<ServiceState> services,
        List<Flow> flows,
        Orders orders,
        Invariants invariants,
        List<Finding> findings) {

    /** How a service is doing. */
    enum Health {
        UP,
        NOT_READY,
        AWAY
    }

    /**
     * @param known whether it let its figures be read; they are 0 where it did not
     * @param deadLetters how many wait for a person
     * @param outboxAge in seconds, of the oldest event that waits to be sent
     * @param stoppedPartitions that wait as a record could not be put aside
     */
    record ServiceState(
            String name,
            Health health,
            boolean known,
            long deadLetters,
            double deadLetterAge,
            long outbox,
            double outboxAge,
            boolean listening,
            long stoppedPartitions) {}

    /**
     * What goes over a topic.
     *
     * @param rate events a second
     * @param total how many there have been
     */
    record Flow(
            String topic, String publisher, double rate, long total, List<Consumer> consumers) {}

    /**
     * How far a reader of the topic is behind.
     *
     * @param lag events that wait
     * @param retrying events that wait to be tried again
     * @param millis that it takes to handle one
     */
    record Consumer(String service, long lag, long retrying, double millis) {}

    /** A second's worth of orders. */
    record Orders(double placed, double completed, double cancelled, double pastDeadline) {}

    /**
     * @param breaches by invariant, of those that somebody looks at
     * @param watchers by invariant: the service that looks at it itself, or {@code verify}
     * @param lastLook of {@code ./orderflow verify}; null where it does not run
     */
    record Invariants(
            Map<String, Long> breaches,
            Map<String, Set<String>> watchers,
            @Nullable Instant lastLook) {}

    /** Something that is not as it should be; the page has a sentence for each kind. */
    record Finding(Severity severity, String kind, String subject, String detail, double value) {}

    enum Severity {
        /** Customers notice, or soon will. */
        BAD,
        /** Somebody should look. */
        WARN
    }

    /** What charts are made of. */
    record Point(long at, double placed, double completed, double cancelled, long lag) {

        static Point of(Sample sample) {
            return new Point(
                    sample.at().toEpochMilli(),
                    sample.orders().placed(),
                    sample.orders().completed(),
                    sample.orders().cancelled(),
                    sample.flows().stream()
                            .flatMap(flow -> flow.consumers().stream())
                            .mapToLong(Consumer::lag)
                            .sum());
        }
    }
}
