package dev.orderflow.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.UUID;
import org.apache.kafka.common.header.Headers;

/**
 * What tools like to see beside an event: its CloudEvents 1.0 attributes in binary mode and a W3C
 * trace context. What an event is, its value decides; of the headers consumers of ours read only
 * {@value #TRACEPARENT}, and only to trace.
 *
 * @see <a
 *     href="https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/kafka-protocol-binding.md">CloudEvents:
 *     Kafka protocol binding</a>
 * @see <a href="https://www.w3.org/TR/trace-context/">W3C Trace Context</a>
 */
public final class EventHeaders {

    /** W3C's name for the place in a trace that a record belongs to. */
    public static final String TRACEPARENT = "traceparent";

    private EventHeaders() {}

    public static void add(
            Headers headers,
            String eventId,
            String eventType,
            String source,
            String timestamp,
            String subject,
            String traceparent) {
        add(headers, "ce_specversion", "1.0");
        add(headers, "ce_id", eventId);
        add(headers, "ce_type", eventType);
        add(headers, "ce_source", "/" + source);
        add(headers, "ce_time", timestamp);
        add(headers, "ce_subject", subject);
        add(headers, "content-type", "application/json");
        add(headers, TRACEPARENT, traceparent);
    }

    /**
     * For an event whose publisher traces nothing: a chain of events is one trace, its id the
     * correlation id; each event is a span, its id the event's random half.
     */
    public static String traceparent(UUID correlationId, UUID eventId) {
        return "00-%016x%016x-%016x-01"
                .formatted(
                        correlationId.getMostSignificantBits(),
                        correlationId.getLeastSignificantBits(),
                        eventId.getLeastSignificantBits());
    }

    private static void add(Headers headers, String name, String value) {
        headers.add(name, value.getBytes(UTF_8));
    }
}
