package dev.orderflow.cli.verify;

import dev.orderflow.cli.topic.Broker;
import dev.orderflow.topics.RecordReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads topics from their beginning, on and on: which events there are about which aggregate. In no
 * group.
 */
final class TopicReader implements AutoCloseable {

    private final RecordReader reader;
    private final JsonMapper json = JsonMapper.shared();
    private final Map<String, Map<UUID, Set<UUID>>> eventIds = new HashMap<>();
    private long records;

    TopicReader(Broker broker, List<String> topics) {
        reader = RecordReader.fromBeginning(broker.consumer(), topics);
        topics.forEach(topic -> eventIds.put(topic, new HashMap<>()));
    }

    /** Reads everything that is on the topics now. */
    void catchUp() {
        var ends = reader.ends();
        for (var next = reader.next(ends); !next.isEmpty(); next = reader.next(ends)) {
            next.forEach(this::note);
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

    static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    static String text(byte[] bytes) {
        return bytes.length == 16
                ? uuid(bytes).toString()
                : new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        reader.close();
    }
}
