package dev.orderflow.events.deadletter;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter in a list.
 *
 * @param consumer of this service, who could not handle it
 * @param topic the source topic; partition and offset are of {@code originTopic}
 * @param originTopic the same, or the dead-letter topic where the letter does not say where it
 *     comes from
 * @param replays how often a replay was asked for
 */
record LetterSummary(
        long id,
        String consumer,
        String topic,
        String originTopic,
        int partition,
        long offset,
        String reason,
        String errorClass,
        String errorMessage,
        @Nullable UUID eventId,
        @Nullable String eventType,
        @Nullable String aggregateId,
        int attempts,
        int replays,
        State state,
        Instant failedAt,
        String group) {

    static LetterSummary of(DeadLetter it) {
        return new LetterSummary(
                it.id(),
                it.source().consumer(),
                it.source().topic(),
                it.origin().topic(),
                it.origin().partition(),
                it.origin().offset(),
                it.failure().reason(),
                it.failure().errorClass(),
                it.failure().message(),
                it.subject().eventId(),
                it.subject().eventType(),
                it.subject().aggregateId(),
                it.failure().attempts(),
                it.replays(),
                it.state(),
                it.failure().failedAt(),
                it.cause().group());
    }
}
