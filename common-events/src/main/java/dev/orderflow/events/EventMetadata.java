package dev.orderflow.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What every event carries on the wire beside its own fields.
 *
 * @param eventId identifies this event for good (UUIDv7); a redelivery has the same
 * @param eventType see {@link EventType#value()}
 * @param version see {@link EventType#version()}
 * @param aggregateId see {@link Event#aggregateId()}
 * @param timestamp when it was published, with microseconds
 * @param correlationId the id of the first event of the chain that led here
 * @param causationId the id of the event whose handling published this one, or ordered the work
 *     that did (see {@link EventChains}); absent for the first of a chain
 */
public record EventMetadata(
        UUID eventId,
        String eventType,
        int version,
        String aggregateId,
        Instant timestamp,
        UUID correlationId,
        @Nullable UUID causationId) {}
