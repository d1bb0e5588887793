package dev.orderflow.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.cli.topic.Broker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** Somebody who puts what is no event on the topics that an order travels by. Thread-safe. */
public final class Poison implements AutoCloseable {

    private static final List<String> TOPICS =
            List.of(
                    "order-created",
                    "stock-reserved",
                    "payment-requested",
                    "payment-completed",
                    "stock-deducted");

    private final int percent;
    private final @Nullable KafkaProducer<byte[], byte[]> producer;

    /** Before so many in a hundred orders. */
    public Poison(int percent, Broker broker) {
        this.percent = percent;
        producer =
                percent == 0
                        ? null
                        : new KafkaProducer<>(
                                broker.client(Map.of()),
                                new ByteArraySerializer(),
                                new ByteArraySerializer());
    }

    /** Spread evenly over the orders. */
    public void before(int number) {
        if (producer != null && (long) number * percent / 100 < (number + 1L) * percent / 100) {
            for (var topic : TOPICS) {
                for (var partition : producer.partitionsFor(topic)) {
                    producer.send(
                            new ProducerRecord<>(
                                    topic,
                                    partition.partition(),
                                    null,
                                    "no event".getBytes(UTF_8)));
                }
            }
            producer.flush();
        }
    }

    @Override
    public void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
