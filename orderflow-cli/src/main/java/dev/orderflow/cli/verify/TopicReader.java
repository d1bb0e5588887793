package dev.orderflow.cli.verify;

import dev.orderflow.cli.topic.Broker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads topics from their beginning, on and on: which events there are about which aggregate. In no
 * group.
 */
final class TopicReader implements AutoCloseable {

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, Map<UUID, Set<UUID>>> eventIds = new HashMap<>();
    private final List<TopicPartition> partitions;
    private long records;

    TopicReader(Broker broker, List<String> topics) {
        consumer = broker.consumer();
        partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        topics.forEach(topic -> eventIds.put(topic, new HashMap<>()));
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Reads everything that is on the topics now. */
    void catchUp() {
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
            consumer.poll(Duration.ofMillis(200)).forEach(this::note);
        }
    }

    /** The aggregates that the topic's events are about, and the ids of these events. */
    Map<UUID, Set<UUID>> events(String topic) {
        return eventIds.get(topic);
    }

    long records() {
        return records;
    }

    /** What is not an event is a consumer's to judge: it becomes a dead letter there. */
    private void note(ConsumerRecord<byte[], byte[]> record) {
        records++;
        try {
            var event = json.readTree(record.value());
            if (event != null && event.path("eventType").asString("").equals(record.topic())) {
                eventIds.get(record.topic())
                        .computeIfAbsent(
                                UUID.fromString(event.path("aggregateId").asString()),
                                _ -> new HashSet<>(2))
                        .add(UUID.fromString(event.path("eventId").asString()));
            }
        } catch (JacksonException | IllegalArgumentException notAnEvent) {
            // Counted above.
        }
    }

    static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static String text(byte[] bytes) {
        return bytes.length == 16
                ? uuid(bytes).toString()
                : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
