package dev.orderflow.events.deadletter;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which letters to list; what is null does not matter.
 *
 * @param before only those with a lower id
 */
record LetterFilter(
        @Nullable State state,
        @Nullable String topic,
        @Nullable String group,
        @Nullable String reason,
        @Nullable UUID eventId,
        @Nullable String aggregateId,
        @Nullable Long before) {}
