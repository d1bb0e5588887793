package dev.orderflow.events.test;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.TopicNames;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;

/** Reads what lies on this test's topics, as any other service could. For one thread. */
public final class PublishedEvents implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicNames topics;
    private final EventCodec codec;

    PublishedEvents(String bootstrapServers, TopicNames topics, EventCodec codec) {
        this.consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", bootstrapServers),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        this.topics = topics;
        this.codec = codec;
    }

    /** An event with its metadata. */
    public record Published<E extends Event>(EventMetadata metadata, E event) {}

    /** All events of this type about this aggregate that were published until now, in order. */
    public <E extends Event> List<Published<E>> all(Class<E> type, Object aggregateId) {
        return records(topics.of(type)).stream()
                .map(record -> codec.read(record.value()))
                .filter(
                        envelope ->
                                envelope.metadata().aggregateId().equals(aggregateId.toString()))
                .map(envelope -> new Published<>(envelope.metadata(), codec.event(envelope, type)))
                .toList();
    }

    /** Waits for an event of this type about this aggregate. */
    public <E extends Event> E await(Class<E> type, Object aggregateId) {
        return Awaitility.await(type.getSimpleName() + " about " + aggregateId)
                .atMost(PATIENCE)
                .until(() -> all(type, aggregateId), events -> !events.isEmpty())
                .getFirst()
                .event();
    }

    /** Every record on a topic of this test, named without prefix or with it. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        var name = topic.startsWith(topics.topicPrefix()) ? topic : topics.topicPrefix() + topic;
        var partitions =
                consumer.partitionsFor(name).stream()
                        .map(info -> new TopicPartition(name, info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (partitions.stream()
                .anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(Duration.ofMillis(100)).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
