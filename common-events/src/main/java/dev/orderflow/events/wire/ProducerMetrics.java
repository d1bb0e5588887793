package dev.orderflow.events.wire;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;

/** What became of records handed to Kafka, as meters. Thread-safe; never throws. */
@RequiredArgsConstructor
public final class ProducerMetrics {

    private final MeterRegistry meters;
    private final String service;

    /** An event for this topic is in the outbox, for good; it will be sent. */
    public void received(String topic) {
        meters.counter("kafka.producer.messages.received", "service", service, "topic", topic)
                .increment();
        // Begins at zero: a counter that first appears as 1 has not grown, for Prometheus.
        meters.counter("kafka.producer.messages.failed", "service", service, "topic", topic);
    }

    /**
     * @param refused why Kafka did not take it; null when it did
     * @param nanos from handing it to the producer to the answer
     */
    public void sent(String topic, @Nullable Throwable refused, long nanos) {
        var outcome = refused == null ? "sent" : "failed";
        meters.counter("kafka.producer.messages." + outcome, "service", service, "topic", topic)
                .increment();
        meters.timer("kafka.producer.message.send.time", "service", service, "topic", topic)
                .record(nanos, TimeUnit.NANOSECONDS);
    }
}
