package dev.orderflow.events.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.orderflow.events.wire.EventHeaders;
import io.micrometer.tracing.TraceContext;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace as it travels.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C: traceparent</a>
 */
record TraceParent(String traceId, String spanId, boolean sampled) {

    private static final int LENGTH = 55;
    private static final int SAMPLED = 0x01;
    private static final Pattern WELL_FORMED =
            Pattern.compile("00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})");

    /** The one that a record carries; null where there is none that is well-formed. */
    static @Nullable TraceParent of(ConsumerRecord<?, ?> record) {
        var header = record.headers().lastHeader(EventHeaders.TRACEPARENT);
        return header == null || header.value() == null || header.value().length != LENGTH
                ? null
                : parse(new String(header.value(), ISO_8859_1));
    }

    /** Null for a tracer that makes no ids, or none that others would understand. */
    static @Nullable TraceParent of(TraceContext context) {
        var sampled = Boolean.TRUE.equals(context.sampled());
        return parse(new TraceParent(context.traceId(), context.spanId(), sampled).text());
    }

    private static @Nullable TraceParent parse(String text) {
        var parts = WELL_FORMED.matcher(text);
        return parts.matches()
                ? new TraceParent(
                        parts.group(1),
                        parts.group(2),
                        (Integer.parseInt(parts.group(3), 16) & SAMPLED) != 0)
                : null;
    }

    String text() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }
}
