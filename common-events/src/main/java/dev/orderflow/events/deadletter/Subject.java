package dev.orderflow.events.deadletter;

import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.UnreadableEventException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which event a dead letter is, as far as it can be read. */
record Subject(
        @Nullable UUID eventId,
        @Nullable String eventType,
        @Nullable Integer version,
        @Nullable String aggregateId,
        @Nullable Instant occurredAt) {

    private static final Subject UNKNOWN = new Subject(null, null, null, null, null);

    static Subject of(byte @Nullable [] value, EventCodec codec) {
        try {
            var event = codec.read(value).metadata();
            return new Subject(
                    event.eventId(),
                    event.eventType(),
                    event.version(),
                    event.aggregateId(),
                    event.timestamp());
        } catch (UnreadableEventException unreadable) {
            return UNKNOWN;
        }
    }
}
