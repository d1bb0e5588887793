package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.wire.TopicNames;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.header.Headers;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Puts a record aside, with key and bytes as they came and the reason beside them, for a person to
 * look at.
 */
@RequiredArgsConstructor
class DeadLetters {

    private static final String PREFIX = "dlq.";
    private static final int MAX_MESSAGE = 1024;
    private static final int MAX_STACK_TRACE = 8 * 1024;
    private static final int MAX_COPIED_HEADERS = 32 * 1024;
    private static final long ACKNOWLEDGE_SECONDS = 30;

    private final ProducerFactory<byte[], byte[]> producers;
    private final TopicNames topics;
    private final String service;
    private final Clock clock;

    /** Why a record is dead. */
    enum Reason {
        UNPARSABLE,
        EXHAUSTED
    }

    /**
     * Returns when the dead letter is safe.
     *
     * @throws KafkaException when it is not; the record must not be acknowledged then
     */
    void bury(ConsumerRecord<byte[], byte[]> record, Reason reason, int attempts, Throwable cause) {
        var letter =
                new ProducerRecord<>(
                        topics.deadLetters(record.topic(), service),
                        record.partition(),
                        record.key(),
                        record.value());
        copyHeaders(record, letter.headers());
        describe(letter.headers(), record, reason, attempts, cause);
        try {
            producers.createProducer().send(letter).get(ACKNOWLEDGE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException notAcknowledged) {
            throw new KafkaException(
                    "The dead letter was not acknowledged by " + letter.topic(), notAcknowledged);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("Interrupted while writing to " + letter.topic(), interrupted);
        }
    }

    /**
     * Those that fit: a record near the largest size there is must still find room for why it is
     * here.
     */
    private static void copyHeaders(ConsumerRecord<byte[], byte[]> record, Headers letter) {
        var room = MAX_COPIED_HEADERS;
        for (var header : record.headers()) {
            var size = header.key().length() + (header.value() == null ? 0 : header.value().length);
            if (!header.key().startsWith(PREFIX) && size <= room) {
                letter.add(header);
                room -= size;
            }
        }
    }

    private void describe(
            Headers headers,
            ConsumerRecord<byte[], byte[]> record,
            Reason reason,
            int attempts,
            Throwable cause) {
        add(headers, "service", service);
        add(headers, "original.topic", record.topic());
        add(headers, "original.partition", Integer.toString(record.partition()));
        add(headers, "original.offset", Long.toString(record.offset()));
        add(headers, "original.timestamp", Instant.ofEpochMilli(record.timestamp()).toString());
        add(headers, "error.timestamp", clock.instant().toString());
        add(headers, "error.class", cause.getClass().getName());
        add(headers, "error.message", cut(String.valueOf(cause.getMessage()), MAX_MESSAGE));
        add(headers, "error.stacktrace", cut(stackTrace(cause), MAX_STACK_TRACE));
        add(headers, "attempts", Integer.toString(attempts));
        add(headers, "reason", reason.name().toLowerCase(java.util.Locale.ROOT));
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(PREFIX + name, value.getBytes(UTF_8));
    }

    private static String cut(String text, int bytes) {
        var encoded = text.getBytes(UTF_8);
        return encoded.length <= bytes ? text : new String(encoded, 0, bytes - 3, UTF_8);
    }

    private static String stackTrace(Throwable cause) {
        var text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }
}
