package dev.orderflow.events.tracing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.orderflow.events.wire.EventHeaders;
import io.micrometer.tracing.TraceContext;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A place in a trace as it travels: {@code 00-<trace id>-<span id>-<flags>}. Read and written for
 * every event, so without a regular expression.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">W3C: traceparent</a>
 */
record TraceParent(String traceId, String spanId, boolean sampled) {

    private static final int LENGTH = 55;
    private static final int TRACE_ID_DIGITS = 32;
    private static final int SPAN_ID_DIGITS = 16;

    /** The one that a record carries; null where there is none that is well-formed. */
    static @Nullable TraceParent of(ConsumerRecord<?, ?> record) {
        var header = record.headers().lastHeader(EventHeaders.TRACEPARENT);
        return header == null || header.value() == null || header.value().length != LENGTH
                ? null
                : parse(new String(header.value(), ISO_8859_1));
    }

    /** As it was stored. */
    static Optional<TraceParent> read(String text) {
        return text.length() == LENGTH ? Optional.ofNullable(parse(text)) : Optional.empty();
    }

    private static @Nullable TraceParent parse(String text) {
        var flags = text.substring(53);
        var isFramed = text.startsWith("00-") && text.charAt(35) == '-' && text.charAt(52) == '-';
        return isFramed && isHex(flags)
                ? of(text.substring(3, 35), text.substring(36, 52), isOdd(flags))
                : null;
    }

    /** Null for a tracer that makes no ids, or none that others would understand. */
    static @Nullable TraceParent of(TraceContext context) {
        return of(context.traceId(), context.spanId(), Boolean.TRUE.equals(context.sampled()));
    }

    private static @Nullable TraceParent of(String traceId, String spanId, boolean sampled) {
        return isId(traceId, TRACE_ID_DIGITS) && isId(spanId, SPAN_ID_DIGITS)
                ? new TraceParent(traceId, spanId, sampled)
                : null;
    }

    String text() {
        return "00-" + traceId + "-" + spanId + (sampled ? "-01" : "-00");
    }

    private static boolean isId(String text, int digits) {
        return text.length() == digits && isHex(text) && !isZero(text);
    }

    private static boolean isHex(String text) {
        for (var index = 0; index < text.length(); index++) {
            var digit = text.charAt(index);
            if ((digit < '0' || digit > '9') && (digit < 'a' || digit > 'f')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isZero(String hex) {
        for (var index = 0; index < hex.length(); index++) {
            if (hex.charAt(index) != '0') {
                return false;
            }
        }
        return true;
    }

    /** The last bit of the flags says whether the trace is recorded. */
    private static boolean isOdd(String hex) {
        return (Character.digit(hex.charAt(hex.length() - 1), 16) & 1) == 1;
    }
}
