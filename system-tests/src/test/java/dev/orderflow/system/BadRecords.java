package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Everything that a stranger could put on the topic {@code order-created}. */
final class BadRecords {

    static final String TOPIC = "order-created";
    static final List<String> CONSUMERS = List.of("inventory-service", "notification-service");

    private BadRecords() {}

    /**
     * @param isDeadLetter whether it must become a dead letter of each consumer; else it must be
     *     skipped
     */
    record Bad(String what, ProducerRecord<byte[], byte[]> record, boolean isDeadLetter) {}

    /**
     * They say of themselves that they are the {@code order-created} of this order, or {@code
     * verify} would take them for events that nobody had a reason to publish, and rightly so.
     */
    static List<Bad> all(UUID realOrder, UUID realEvent) {
        var order = realOrder.toString();
        var event = orderCreated(order, realEvent, "order-created");
        var bad = new ArrayList<Bad>();
        bad.add(dead("a tombstone", order, (byte[]) null));
        bad.add(dead("empty bytes", order, ""));
        bad.add(dead("no JSON", order, "not JSON"));
        bad.add(dead("bytes of no text", order, new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1}));
        bad.add(dead("another shape", order, "[]"));
        bad.add(dead("an object of nothing", order, "{}"));
        bad.add(dead("a text without end", order, event.substring(0, event.length() / 2)));
        bad.add(dead("a newer version", order, event.replace("\"version\":1", "\"version\":2")));
        bad.add(dead("no event id", order, event.replace("\"eventId\"", "\"eventIdea\"")));
        bad.add(
                dead(
                        "a wrong event id",
                        order,
                        event.replace("\"eventId\":\"", "\"eventId\":\"x")));
        bad.add(dead("a far future", order, event.replace("\"2026-", "\"+999999-")));
        bad.add(dead("no lines", order, event.replaceAll("\"items\":\\[.*?]", "\"items\":[]")));
        bad.add(dead("half a cup", order, event.replace("\"quantity\":1", "\"quantity\":0.5")));
        bad.add(
                dead(
                        "2^63 cups",
                        order,
                        event.replace("\"quantity\":1", "\"quantity\":" + (1L << 62) + "0")));
        bad.add(dead("a price of 1e400", order, event.replace("\"2.50\"", "\"1e400\"")));
        bad.add(dead("another order's key", UUID.randomUUID().toString(), event));
        bad.add(dead("a depth bomb", order, "{\"a\":".repeat(50_000)));
        bad.add(dead("nearly too much", order, "x".repeat(1_000_000)));
        var spoofed = dead("spoofed headers", order, "spoof");
        for (var name :
                List.of(
                        "dlq.original.topic",
                        "dlq.replay.count",
                        "retry.attempts",
                        "kafka_dlt-original-topic",
                        "retry_topic-attempts",
                        "__TypeId__")) {
            spoofed.record().headers().add(name, "stock-reserved".getBytes(UTF_8));
        }
        bad.add(spoofed);
        bad.add(
                skipped(
                        "an unknown type",
                        order,
                        orderCreated(order, UUID.randomUUID(), "order-eaten")));
        bad.add(
                skipped(
                        "an event of another topic",
                        order,
                        orderCreated(order, UUID.randomUUID(), "order-completed")));
        return bad;
    }

    private static Bad dead(String what, String key, String value) {
        return dead(what, key, value.getBytes(UTF_8));
    }

    private static Bad dead(String what, String key, byte @Nullable [] value) {
        return new Bad(what, new ProducerRecord<>(TOPIC, key.getBytes(UTF_8), value), true);
    }

    private static Bad skipped(String what, String key, String value) {
        return new Bad(
                what,
                new ProducerRecord<>(TOPIC, key.getBytes(UTF_8), value.getBytes(UTF_8)),
                false);
    }

    private static String orderCreated(String order, UUID eventId, String type) {
        return """
        {"eventId":"%s","eventType":"%s","version":1,"aggregateId":"%s","timestamp":"2026-11-21T10:00:00Z",\
        "correlationId":"%s","orderId":"%s","userId":"1",\
        "items":[{"productId":1,"name":"Cup","quantity":1,"unitPrice":"2.50"}],"total":"2.50","currency":"EUR"}"""
                .formatted(eventId, type, order, order, order);
    }
}
