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
