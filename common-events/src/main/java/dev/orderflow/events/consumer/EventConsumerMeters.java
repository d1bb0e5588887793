package dev.orderflow.events.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import lombok.RequiredArgsConstructor;

/** What health says of the consumer in words, as numbers that an alert can compare. */
@RequiredArgsConstructor
final class EventConsumerMeters implements MeterBinder {

    private final EventConsumers consumers;
    private final String service;

    @Override
    public void bindTo(MeterRegistry meters) {
        consumers.all().forEach(consumer -> bind(consumer, meters));
    }

    private void bind(EventConsumer consumer, MeterRegistry meters) {
        Gauge.builder("kafka.consumer.listening", consumer, it -> it.isListening() ? 1 : 0)
                .description("1 while every consumer thread runs, 0 when one has ended")
                .tags("service", service, "group", consumer.groupId())
                .register(meters);
        Gauge.builder(
                        "kafka.consumer.stopped.partitions",
                        consumer,
                        EventConsumer::stoppedPartitions)
                .description("Partitions that wait, as a record could not be put aside")
                .tags("service", service, "group", consumer.groupId())
                .register(meters);
    }
}
