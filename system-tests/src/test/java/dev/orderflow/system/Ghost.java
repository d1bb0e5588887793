package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** An event about an order that never was. What is on a topic cannot be taken back. */
final class Ghost {

    private Ghost() {}

    static UUID plant(Producer<byte[], byte[]> producer) {
        var order = UUID.randomUUID();
        var event =
                """
                {"eventId":"%s","eventType":"order-completed","version":1,"aggregateId":"%s","timestamp":"2026-11-21T10:00:00Z",\
                "correlationId":"%s","orderId":"%s","userId":"1","total":"1.00","currency":"EUR"}"""
                        .formatted(UUID.randomUUID(), order, order, order);
        producer.send(
                new ProducerRecord<>(
                        "order-completed",
                        order.toString().getBytes(UTF_8),
                        event.getBytes(UTF_8)));
        producer.flush();
        return order;
    }
}
