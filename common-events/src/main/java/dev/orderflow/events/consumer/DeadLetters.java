package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.events.wire.RecordOrigin;
import dev.orderflow.events.wire.TopicNames;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Headers;

/**
 * Writes what a person needs to know about a record that could not be handled, beside its key and
 * bytes as they came.
 */
@RequiredArgsConstructor
class DeadLetters {

    private static final int MAX_MESSAGE = 1024;
    private static final int MAX_STACK_TRACE = 8 * 1024;

    private final TopicNames topics;
    private final String consumer;
    private final Clock clock;

    /** Why a record is dead. */
    enum Reason {
        /** It is no event that can be read. */
        UNPARSABLE,
        /** Every retry failed. */
        EXHAUSTED,
        /** It failed in a way that no retry mends. */
        FATAL
    }

    ProducerRecord<byte[], byte[]> letter(Arrival arrival, Reason reason, Throwable cause) {
        var origin = arrival.origin();
        var letter =
                new ProducerRecord<>(
                        topics.deadLetters(origin.topic(), consumer),
                        arrival.record().partition(),
                        arrival.record().key(),
                        arrival.record().value());
        CopiedHeaders.copy(arrival.record(), letter.headers());
        describe(letter.headers(), arrival, reason, cause);
        return letter;
    }

    private void describe(Headers headers, Arrival arrival, Reason reason, Throwable cause) {
        var origin = arrival.origin();
        add(headers, "service", consumer);
        add(headers, "original.topic", origin.topic());
        add(headers, "original.partition", Integer.toString(origin.partition()));
        add(headers, "original.offset", Long.toString(origin.offset()));
        add(headers, "original.timestamp", Instant.ofEpochMilli(origin.timestamp()).toString());
        add(headers, "error.timestamp", clock.instant().toString());
        add(headers, "error.class", cause.getClass().getName());
        add(headers, "error.message", cut(String.valueOf(cause.getMessage()), MAX_MESSAGE));
        add(headers, "error.stacktrace", cut(stackTrace(cause), MAX_STACK_TRACE));
        add(headers, "attempts", Integer.toString(arrival.attempt()));
        add(headers, "reason", reason.name().toLowerCase(Locale.ROOT));
        if (origin.replays() > 0) {
            headers.add(RecordOrigin.REPLAYS, Integer.toString(origin.replays()).getBytes(UTF_8));
        }
    }

    private static void add(Headers headers, String name, String value) {
        headers.add("dlq." + name, value.getBytes(UTF_8));
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
