package dev.orderflow.events.deadletter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the table {@code dead_letter} with all there is to know about it.
 *
 * @param source whose letter it is
 * @param replays how many replays of it were asked for
 * @param mending null where nobody mended it
 * @param applied whether its consumer's inbox has the event
 * @param overtaken whether the inbox has a later event of its type about the same aggregate
 */
record DeadLetter(
        long id,
        Source source,
        Origin origin,
        int letterPartition,
        long letterOffset,
        Content content,
        SourceHeaders headers,
        Subject subject,
        FailureReport failure,
        Cause cause,
        State state,
        int replays,
        @Nullable Mending mending,
        Instant changedAt,
        boolean applied,
        boolean overtaken) {

    /** What the letter was before somebody mended it. */
    record Mending(byte @Nullable [] firstValue, @Nullable UUID firstEventId, UUID eventId) {}
}
