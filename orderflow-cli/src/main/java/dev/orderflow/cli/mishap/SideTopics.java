package dev.orderflow.cli.mishap;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is put on these topics from now on, found by topic and key. In no group. */
final class SideTopics implements AutoCloseable {

    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private record Place(String topic, String key) {}

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final Set<Place> seen = new HashSet<>();

    SideTopics(String bootstrapServers, List<String> topics) {
        consumer =
                new KafkaConsumer<>(
                        Map.of(
                                "bootstrap.servers",
                                bootstrapServers,
                                "default.api.timeout.ms",
                                15_000),
                        new ByteArrayDeserializer(),
                        new ByteArrayDeserializer());
        var partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        // Seeking is lazy: what is sent after this must not lie before the end that it finds.
        partitions.forEach(consumer::position);
    }

    /** Whether a record with this key has come; waits a moment for it. */
    boolean have(String topic, String key) {
        consumer.poll(A_MOMENT).forEach(this::note);
        return seen.contains(new Place(topic, key));
    }

    private void note(ConsumerRecord<byte[], byte[]> record) {
        if (record.key() != null) {
            seen.add(new Place(record.topic(), new String(record.key(), UTF_8)));
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
