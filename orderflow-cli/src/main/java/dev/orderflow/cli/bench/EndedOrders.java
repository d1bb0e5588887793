package dev.orderflow.cli.bench;

import dev.orderflow.cli.topic.Broker;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Listens for the ends of orders, in no group. The record's key tells which order; values are not
 * looked at, as this runs beside what is measured.
 */
final class EndedOrders implements AutoCloseable {

    private static final List<String> TOPICS = List.of("order-completed", "order-cancelled");

    private final KafkaConsumer<String, byte[]> consumer;
    private final Consumer<UUID> listener;
    private final Thread thread =
            Thread.ofPlatform().name("bench-ended-orders").unstarted(this::run);
    private final AtomicReference<@Nullable KafkaException> failure = new AtomicReference<>();

    private EndedOrders(Broker broker, Duration mayBeLate, Consumer<UUID> listener) {
        this.listener = listener;
        consumer =
                new KafkaConsumer<>(
                        broker.client(
                                Map.of(
                                        // A fetch for each event would keep the broker busier than
                                        // the services do.
                                        "fetch.min.bytes",
                                        mayBeLate.isZero() ? 1 : 1 << 20,
                                        "fetch.max.wait.ms",
                                        mayBeLate.isZero() ? 500 : (int) mayBeLate.toMillis())),
                        new StringDeserializer(),
                        new ByteArrayDeserializer());
    }

    /**
     * Tells of every order that ends from now on.
     *
     * @param mayBeLate zero: each end is told at once, at some cost to the broker
     */
    static EndedOrders listen(Broker broker, Duration mayBeLate, Consumer<UUID> listener) {
        var ended = new EndedOrders(broker, mayBeLate, listener);
        try {
            ended.goToEnd();
        } catch (KafkaException e) {
            ended.consumer.close();
            throw e;
        }
        ended.thread.start();
        return ended;
    }

    /**
     * @throws KafkaException where no more ends can be told
     */
    void check() {
        var problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }

    private void goToEnd() {
        var partitions =
                TOPICS.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is put off until a position is asked for.
        partitions.forEach(consumer::position);
    }

    private void run() {
        try (consumer) {
            while (true) {
                for (var record : consumer.poll(Duration.ofSeconds(1))) {
                    tell(record.key());
                }
            }
        } catch (WakeupException closing) {
            // As asked for.
        } catch (KafkaException e) {
            failure.set(e);
        }
    }

    private void tell(@Nullable String key) {
        try {
            if (key != null) {
                listener.accept(UUID.fromString(key));
            }
        } catch (IllegalArgumentException notAnOrder) {
            // Such as poison of our own.
        }
    }

    @Override
    public void close() {
        consumer.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
