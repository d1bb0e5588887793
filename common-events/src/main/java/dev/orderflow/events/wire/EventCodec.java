package dev.orderflow.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.EventType;
import dev.orderflow.events.OpenEvent;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.type.LogicalType;

/**
 * An event as the bytes of a record's value, and back. On the wire it is one flat JSON object: the
 * metadata, then the event's own fields; amounts are strings, so that no reader rounds them.
 * Thread-safe.
 *
 * <p>Reading is strict about what an event must have and silent about what it does not know, so
 * that a newer producer can add fields. Types come from the caller's list of classes, never from
 * the record.
 */
public final class EventCodec {

    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final int MAX_ID = 64;

    private final Upcasters upcasters = new Upcasters();
    private final JsonMapper json =
            JsonMapper.builder(
                            JsonFactory.builder()
                                    .streamReadConstraints(
                                            StreamReadConstraints.builder()
                                                    .maxNestingDepth(32)
                                                    .maxNumberLength(64)
                                                    .build())
                                    .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(
                            DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
                            DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(
                            DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                            DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                    .withConfigOverride(
                            BigDecimal.class,
                            amount ->
                                    amount.setFormat(
                                            JsonFormat.Value.forShape(JsonFormat.Shape.STRING)))
                    .withCoercionConfig(
                            LogicalType.Integer,
                            strict ->
                                    strict.setCoercion(
                                                    CoercionInputShape.String, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .withCoercionConfig(
                            LogicalType.Textual,
                            strict ->
                                    strict.setCoercion(
                                                    CoercionInputShape.Integer, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Float, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Boolean,
                                                    CoercionAction.Fail))
                    .withCoercionConfig(
                            LogicalType.Boolean,
                            strict ->
                                    strict.setCoercion(
                                                    CoercionInputShape.String, CoercionAction.Fail)
                                            .setCoercion(
                                                    CoercionInputShape.Integer,
                                                    CoercionAction.Fail))
                    .build();

    private final ObjectReader exact =
            json.readerFor(JsonNode.class)
                    .with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES);

    /**
     * The metadata of an event that is about to be published; see {@link CurrentEvent} for where it
     * comes from.
     */
    public static EventMetadata describe(Event event, Clock clock) {
        return event instanceof OpenEvent open
                ? describe(open.eventType(), open.version(), event, clock)
                : describe(TopicNames.typeOf(event.getClass()), event, clock);
    }

    private static EventMetadata describe(EventType type, Event event, Clock clock) {
        return describe(type.value(), type.version(), event, clock);
    }

    private static EventMetadata describe(String eventType, int version, Event event, Clock clock) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var cause = CurrentEvent.cause();
        return new EventMetadata(
                id,
                eventType,
                version,
                event.aggregateId(),
                clock.instant().truncatedTo(ChronoUnit.MICROS),
                cause.map(CurrentEvent.Cause::correlationId).orElse(id),
                cause.map(CurrentEvent.Cause::eventId).orElse(null));
    }

    /**
     * @throws IllegalArgumentException when an {@link OpenEvent} is not what it has to be
     */
    public byte[] encode(EventMetadata metadata, Event event) {
        if (event instanceof OpenEvent open) {
            return encode(metadata, open);
        }
        var head = json.writeValueAsBytes(WireMetadata.of(metadata));
        var fields = json.writeValueAsBytes(event);
        // Two JSON objects become one: the first without its closing brace, a comma, the second
        // without its opening one.
        var value = new ByteArrayOutputStream(head.length + fields.length);
        value.write(head, 0, head.length - 1);
        value.write(',');
        value.write(fields, 1, fields.length - 1);
        return value.toByteArray();
    }

    private byte[] encode(EventMetadata metadata, OpenEvent event) {
        try {
            var whole = (ObjectNode) json.<JsonNode>valueToTree(WireMetadata.of(metadata));
            if (!(tree(event.json().getBytes(UTF_8)) instanceof ObjectNode fields)) {
                throw new IllegalArgumentException("An event's fields are a JSON object");
            }
            for (var field : fields.properties()) {
                if (whole.has(field.getKey())) {
                    throw new IllegalArgumentException(
                            "No field of an event can be called " + field.getKey());
                }
                whole.set(field.getKey(), field.getValue());
            }
            return json.writeValueAsBytes(whole);
        } catch (JacksonException malformed) {
            throw new IllegalArgumentException(
                    "An event's fields are a JSON object: " + malformed.getOriginalMessage(),
                    malformed);
        }
    }

    /** Reads numbers to the digit. */
    private JsonNode tree(byte[] value) {
        try {
            return exact.readTree(value);
        } catch (NumberFormatException tooLarge) { // Jackson lets it through
            throw new StreamReadException(null, String.valueOf(tooLarge.getMessage()), tooLarge);
        }
    }

    /**
     * Makes ready what reads this type's older versions.
     *
     * @throws IllegalStateException when one of its upcasters cannot be made
     */
    public void expect(Class<? extends Event> type) {
        upcasters.of(TopicNames.typeOf(type));
    }

    /**
     * Reads what all events have in common.
     *
     * @throws UnreadableEventException when it is no JSON, or its metadata is missing or malformed
     */
    public Envelope read(byte @Nullable [] value) {
        if (value == null) {
            throw new UnreadableEventException("The record has no value (a tombstone)");
        }
        try {
            var tree = tree(value);
            if (!tree.isObject()) {
                throw new UnreadableEventException("The value is not a JSON object");
            }
            return new Envelope(json.treeToValue(tree, WireMetadata.class).checked(), tree);
        } catch (JacksonException malformed) {
            throw new UnreadableEventException(
                    "The value is not an event: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /**
     * The same event under another id: everything else stays as it is, numbers to the digit.
     *
     * @throws UnreadableEventException when it is no JSON object
     */
    public byte[] withEventId(byte[] value, UUID eventId) {
        try {
            if (tree(value) instanceof ObjectNode event) {
                return json.writeValueAsBytes(event.put("eventId", eventId.toString()));
            }
            throw new UnreadableEventException("The value is not a JSON object");
        } catch (JacksonException malformed) {
            throw new UnreadableEventException(
                    "The value is not an event: " + malformed.getOriginalMessage(), malformed);
        }
    }

    /**
     * Reads the event itself; one of an older version as if it were of the class's own, by its
     * {@linkplain dev.orderflow.events.EventType#upcasters() upcasters}.
     *
     * @throws UnreadableEventException when it is of a version that cannot be read, or breaks its
     *     schema
     */
    public <E extends Event> E event(Envelope envelope, Class<E> type) {
        var metadata = envelope.metadata();
        try {
            var event = json.treeToValue(inVersionOf(type, envelope), type);
            if (!event.aggregateId().equals(metadata.aggregateId())) {
                throw new UnreadableEventException(
                        "The event is about %s, but its aggregateId is %s"
                                .formatted(event.aggregateId(), metadata.aggregateId()));
            }
            return event;
        } catch (JacksonException malformed) {
            throw new UnreadableEventException(
                    "Not a valid %s: %s"
                            .formatted(metadata.eventType(), malformed.getOriginalMessage()),
                    malformed);
        }
    }

    private JsonNode inVersionOf(Class<? extends Event> type, Envelope envelope) {
        var version = envelope.metadata().version();
        var known = TopicNames.typeOf(type);
        return version == known.version() ? envelope.json() : upcasters.of(known).upcast(envelope);
    }

    /** A record's value whose metadata is read and whose own fields are not yet. */
    public record Envelope(EventMetadata metadata, JsonNode json) {}

    /** The metadata under its names on the wire. */
    private record WireMetadata(
            UUID eventId,
            String eventType,
            int version,
            String aggregateId,
            String timestamp,
            UUID correlationId,
            java.util.Optional<UUID> causationId) {

        static WireMetadata of(EventMetadata it) {
            return new WireMetadata(
                    it.eventId(),
                    it.eventType(),
                    it.version(),
                    it.aggregateId(),
                    it.timestamp().toString(),
                    it.correlationId(),
                    java.util.Optional.ofNullable(it.causationId()));
        }

        EventMetadata checked() {
            if (eventType.isBlank()
                    || eventType.length() > MAX_ID
                    || aggregateId.isBlank()
                    || aggregateId.length() > MAX_ID) {
                throw new UnreadableEventException(
                        "eventType and aggregateId must have 1 to " + MAX_ID + " characters");
            }
            return new EventMetadata(
                    eventId,
                    eventType,
                    version,
                    aggregateId,
                    time(),
                    correlationId,
                    causationId.orElse(null));
        }

        private Instant time() {
            try {
                var time = Instant.parse(timestamp).truncatedTo(ChronoUnit.MICROS);
                if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
                    throw new UnreadableEventException(
                            "timestamp is outside of " + EARLIEST + " to " + LATEST);
                }
                return time;
            } catch (DateTimeException malformed) {
                throw new UnreadableEventException(
                        "timestamp is not an ISO-8601 instant", malformed);
            }
        }
    }
}
