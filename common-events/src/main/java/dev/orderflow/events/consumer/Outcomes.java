package dev.orderflow.events.consumer;

import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.wire.EventTracing;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.Level;

/**
 * Tells what became of each record: one line in the log, and meters. The ids of event and aggregate
 * are in the line's context; in its text they would stand twice, as a stranger wrote them.
 */
@Slf4j
@RequiredArgsConstructor
class Outcomes {

    /** Those that alerts compare with (5 s, 10 s), and enough around them to see a change. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(10),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30)
    };

    private final MeterRegistry meters;
    private final EventTracing tracing;
    private final String service;
    private final String group;
    private final Clock clock;

    /** A counter that first appears as 1 has not grown, for Prometheus: its first event is lost. */
    void startAtZero(String... topics) {
        for (var topic : topics) {
            counter("processed", topic, "processed");
            counter("skip", topic, "skip");
            counter("skip", topic, "duplicate");
            counter("skip", topic, "filtered");
            counter("retry", topic, "retry");
            counter("dlq", topic, "dlq");
            counter("error", topic, "error");
        }
    }

    /**
     * Of records that will not be read again.
     *
     * @param event null where the record could not be read as one
     */
    void tell(Arrival arrival, @Nullable EventMetadata event, Outcome outcome) {
        if (event == null) {
            tell(arrival, outcome);
        } else {
            tracing.whileSettling(arrival.record(), event, () -> tell(arrival, outcome));
        }
    }

    private void tell(Arrival arrival, Outcome outcome) {
        switch (outcome) {
            case Outcome.Handled(var delivery, var nanos) -> {
                // What goes as it should is for metrics and traces: at full speed it would be
                // thousands of lines a second.
                log.atLevel(arrival.attempt() == 1 ? Level.DEBUG : Level.INFO)
                        .log(
                                "Handled {} from {}, attempt {}",
                                delivery.metadata().eventType(),
                                arrival,
                                arrival.attempt());
                count(arrival, "processed", "processed");
                time(delivery, nanos);
            }
            case Outcome.Duplicate(var delivery) -> {
                log.info(
                        "Skipped {} from {}: it has been handled before",
                        delivery.metadata().eventType(),
                        arrival);
                count(arrival, "skip", "duplicate");
            }
            case Outcome.Filtered(var delivery) -> {
                log.debug(
                        "Skipped {} from {}: it is not wanted here",
                        delivery.metadata().eventType(),
                        arrival);
                count(arrival, "skip", "filtered");
            }
            case Outcome.Skipped(var why) -> {
                log.info("Skipped {}: {}", arrival, printable(why));
                count(arrival, "skip", "skip");
            }
            case Outcome.Retried(var cause) -> {
                log.warn(
                        "Retrying {} later, attempt {} failed: {}",
                        arrival,
                        arrival.attempt(),
                        printable(cause.toString()));
                count(arrival, "retry", "retry");
            }
            case Outcome.Dead(var reason, var cause) -> {
                log.error(
                        "Dead-lettered {} ({}) after {} attempts: {}",
                        arrival,
                        reason,
                        arrival.attempt(),
                        printable(cause.toString()));
                count(arrival, "dlq", "dlq");
            }
        }
    }

    /** Of records that were not touched, because a dependency is away. */
    void tellUntouched(Arrival arrival) {
        counter("error", arrival.record().topic(), "error").increment();
    }

    private void count(Arrival arrival, String meter, String status) {
        counter(meter, arrival.record().topic(), status).increment();
        meters.counter(
                        "kafka.consumer.settled",
                        "group",
                        group,
                        "topic",
                        arrival.record().topic(),
                        "partition",
                        Integer.toString(arrival.record().partition()),
                        "status",
                        status)
                .increment();
    }

    private void time(Delivery.Readable<?> delivery, long nanos) {
        var topic = delivery.arrival().record().topic();
        Timer.builder("kafka.messages.processing.time")
                .description("Time to handle a message; of a batch, its share")
                .tags("service", service, "group", group, "topic", topic, "status", "processed")
                .serviceLevelObjectives(BOUNDS)
                .register(meters)
                .record(nanos, TimeUnit.NANOSECONDS);
        Timer.builder("kafka.messages.age")
                .description("From publishing an event to the end of its handling")
                .tags("service", service, "group", group, "topic", topic)
                .register(meters)
                .record(Duration.between(delivery.metadata().timestamp(), clock.instant()));
    }

    private Counter counter(String meter, String topic, String status) {
        return meters.counter(
                "kafka.messages." + meter,
                "service",
                service,
                "group",
                group,
                "topic",
                topic,
                "status",
                status);
    }

    /** What a stranger wrote, without the line breaks and escapes that would forge a log line. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
