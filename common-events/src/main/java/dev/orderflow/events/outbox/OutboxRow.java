package dev.orderflow.events.outbox;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.wire.EventHeaders;
import java.time.Instant;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * An event on its way to Kafka. The columns are those that Debezium's outbox event router expects.
 *
 * @param position the order in which rows were written, which is not the order in which they were
 *     committed
 * @param topic in the column {@code aggregatetype}, by which the router routes
 * @param traceparent where in a trace it was published; null where nobody traces
 */
record OutboxRow(
        long position,
        String eventId,
        String topic,
        String aggregateId,
        String eventType,
        Instant timestamp,
        UUID correlationId,
        String payload,
        @Nullable String traceparent) {

    ProducerRecord<byte[], byte[]> asRecord(String source) {
        var record =
                new ProducerRecord<>(
                        topic, null, timestamp.toEpochMilli(), bytes(aggregateId), bytes(payload));
        EventHeaders.add(
                record.headers(),
                eventId,
                eventType,
                source,
                timestamp.toString(),
                aggregateId,
                traceparent == null
                        ? EventHeaders.traceparent(correlationId, UUID.fromString(eventId))
                        : traceparent);
        return record;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
