package dev.orderflow.events.consumer;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import lombok.RequiredArgsConstructor;

/** What happened to records, as meters. */
@RequiredArgsConstructor
class ConsumerMetrics {

    private final MeterRegistry meters;
    private final String service;
    private final Clock clock;

    void processed(List<Delivery.Readable<?>> deliveries, long nanosTogether) {
        if (deliveries.isEmpty()) {
            return;
        }
        var nanosEach = nanosTogether / deliveries.size();
        var now = clock.instant();
        for (var delivery : deliveries) {
            var topic = delivery.record().topic();
            count("processed", topic);
            Timer.builder("kafka.messages.processing.time")
                    .description("Time to handle a message; of a batch, its share")
                    .tags("service", service, "topic", topic)
                    .register(meters)
                    .record(nanosEach, TimeUnit.NANOSECONDS);
            Timer.builder("kafka.messages.age")
                    .description("From publishing an event to the end of its handling")
                    .tags("service", service, "topic", topic)
                    .register(meters)
                    .record(Duration.between(delivery.metadata().timestamp(), now));
        }
    }

    void skipped(String topic) {
        count("skip", topic);
    }

    void deadLettered(String topic) {
        count("dlq", topic);
    }

    void retried(String topic) {
        count("retry", topic);
    }

    void outage(String topic) {
        count("error", topic);
    }

    private void count(String status, String topic) {
        meters.counter(
                        "kafka.messages." + status,
                        "service",
                        service,
                        "topic",
                        topic,
                        "status",
                        status)
                .increment();
    }
}
