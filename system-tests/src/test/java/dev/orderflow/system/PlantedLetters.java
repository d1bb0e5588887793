package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.cli.dlq.DeadLetterClient;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;

/**
 * Dead letters of notification-service that nothing is wrong with any more: good {@code
 * order-created} events which, their headers say, failed while something was out of order. No topic
 * but the dead-letter topic has seen them, so what notification-service knows of them it knows from
 * a replay.
 *
 * @param customer whose orders they are; nobody else's
 */
record PlantedLetters(Cause cause, String customer, List<UUID> orders, List<UUID> events) {

    /**
     * What is said to have been wrong.
     *
     * @param currency of no other order, so that those that were counted can be told from others
     * @param firstOffset further than any record of a test comes, or a letter of another cause
     */
    record Cause(String name, String message, String currency, long firstOffset) {

        static final Cause FIRE =
                new Cause(
                        "PrinterOnFireException", "The printer is on fire", "CHF", 1_000_000_000L);

        static final Cause JAM =
                new Cause("PaperJamException", "There is paper in it", "SEK", 2_000_000_000L);

        String error() {
            return "com.example." + name;
        }
    }

    static final String SOURCE = "order-created";
    private static final String RETRIES = "order-created.notification-service.retry-1";

    /** A dead letter is on the partition that its record was on. */
    private static final int PARTITION = 0;

    private static final String TOPIC = "order-created.notification-service.dlq";

    static PlantedLetters plant(Cause cause, int count, Producer<byte[], byte[]> producer)
            throws ExecutionException, InterruptedException {
        var letters =
                new PlantedLetters(cause, "replay-" + UUID.randomUUID(), ids(count), ids(count));
        var sendings = new ArrayList<java.util.concurrent.Future<?>>();
        for (var number = 0; number < count; number++) {
            sendings.add(producer.send(letters.record(number)));
        }
        for (var sending : sendings) {
            sending.get();
        }
        return letters;
    }

    /** The group that they are in, once all of them are there. */
    String awaitGroup(DeadLetterClient desk) {
        return Awaitility.await("the planted letters")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                desk.groups("open").stream()
                                        .filter(it -> it.cause().contains(cause.name()))
                                        .filter(it -> it.count() == orders.size())
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .reference()
                .id();
    }

    /** The order of each letter that was sent again, as often as it was. */
    List<UUID> sent(SideTopics topics) {
        return topics.records(RETRIES).stream()
                .map(record -> UUID.fromString(new String(record.key(), UTF_8)))
                .filter(orders::contains)
                .toList();
    }

    private static List<UUID> ids(int count) {
        return IntStream.range(0, count).mapToObj(_ -> UUID.randomUUID()).toList();
    }

    private ProducerRecord<byte[], byte[]> record(int number) {
        var order = orders.get(number);
        var record =
                new ProducerRecord<>(
                        TOPIC, PARTITION, bytes(order.toString()), bytes(value(number, order)));
        Map.of(
                        "dlq.service",
                        "notification-service",
                        "dlq.original.topic",
                        SOURCE,
                        "dlq.original.partition",
                        Integer.toString(PARTITION),
                        "dlq.original.offset",
                        Long.toString(cause.firstOffset() + number),
                        "dlq.error.timestamp",
                        Instant.now().toString(),
                        "dlq.error.class",
                        cause.error(),
                        "dlq.error.message",
                        cause.message(),
                        "dlq.error.stacktrace",
                        cause.error() + ": " + cause.message(),
                        "dlq.attempts",
                        "4",
                        "dlq.reason",
                        "exhausted")
                .forEach((name, text) -> record.headers().add(name, bytes(text)));
        record.headers().add("dlq.original.timestamp", bytes(Instant.EPOCH.toString()));
        return record;
    }

    private String value(int number, UUID order) {
        return """
        {"eventId":"%s","eventType":"order-created","version":1,"aggregateId":"%s","timestamp":"%s",\
        "correlationId":"%s","orderId":"%s","userId":"%s",\
        "items":[{"productId":1,"name":"Cup","quantity":1,"unitPrice":"2.50"}],"total":"2.50","currency":"%s"}\
        """
                .formatted(
                        events.get(number),
                        order,
                        Instant.now(),
                        order,
                        order,
                        customer,
                        cause.currency());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
