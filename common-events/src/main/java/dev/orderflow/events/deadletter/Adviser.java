package dev.orderflow.events.deadletter;

import dev.orderflow.events.consumer.ConsumedTopics;
import dev.orderflow.events.deadletter.Advice.Verdict;
import dev.orderflow.events.wire.UnreadableEventException;
import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;

/** Says what a replay of a letter would do. */
@RequiredArgsConstructor
class Adviser {

    private final ConsumedTopics consumed;
    private final Duration inboxRetention;
    private final Clock clock;

    Advice about(DeadLetter letter) {
        var content = letter.content();
        try {
            var source = letter.source();
            consumed.check(source.consumer(), source.topic(), content.key(), content.value());
        } catch (UnreadableEventException unreadable) {
            return new Advice(
                    Verdict.UNREADABLE,
                    "A replay would come straight back, as the consumer cannot read it: %s. Mend it, or discard it."
                            .formatted(unreadable.getMessage()));
        }
        var event = letter.subject();
        if (letter.applied()) {
            return new Advice(
                    Verdict.ALREADY_APPLIED,
                    "This service has handled event %s, a replay would change nothing. %s"
                            .formatted(
                                    event.eventId(),
                                    letter.state() == State.OPEN
                                            ? "Discard it."
                                            : "There is nothing left to do."));
        }
        if (letter.overtaken()) {
            return new Advice(
                    Verdict.STALE,
                    "This service has handled a later %s about %s."
                            .formatted(event.eventType(), event.aggregateId()));
        }
        if (event.occurredAt() != null
                && event.occurredAt().isBefore(clock.instant().minus(inboxRetention))) {
            return new Advice(
                    Verdict.STALE,
                    "The event is of %s, and this service remembers for %s what it has handled: it may have been this one."
                            .formatted(event.occurredAt(), inboxRetention));
        }
        return new Advice(
                Verdict.SAFE,
                "This service has handled neither the event nor a later one of its type about the same aggregate.");
    }
}
