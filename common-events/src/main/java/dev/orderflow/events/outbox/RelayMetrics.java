package dev.orderflow.events.outbox;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What the relay did, as meters. */
final class RelayMetrics {

    private final Counter sent;
    private final Counter failed;
    private final Timer time;

    RelayMetrics(MeterRegistry meters, String service) {
        sent = meters.counter("kafka.producer.messages.sent", "service", service);
        failed = meters.counter("kafka.producer.messages.failed", "service", service);
        time =
                Timer.builder("kafka.producer.message.send.time")
                        .description(
                                "From handing a batch to the producer to the acknowledgement of its last message")
                        .tag("service", service)
                        .register(meters);
    }

    void sent(int acknowledged, int refused, long nanos) {
        sent.increment(acknowledged);
        failed.increment(refused);
        time.record(nanos, TimeUnit.NANOSECONDS);
    }
}
