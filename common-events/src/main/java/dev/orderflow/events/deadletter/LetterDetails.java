package dev.orderflow.events.deadletter;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.orderflow.events.deadletter.Acts.Entry;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All there is to know about a dead letter. Texts that are none in UTF-8 are Base64, as the
 * encoding beside them says.
 *
 * @param lineage null where nobody mended it
 */
record LetterDetails(
        @JsonUnwrapped LetterSummary summary,
        Position letter,
        @Nullable Integer eventVersion,
        @Nullable Instant occurredAt,
        @Nullable String key,
        @Nullable String keyEncoding,
        @Nullable String value,
        @Nullable String valueEncoding,
        List<HeaderText> headers,
        String stackTrace,
        Advice advice,
        List<Entry> acts,
        @Nullable Lineage lineage,
        Instant changedAt) {

    /** Where it lies on the dead-letter topic, the last time it came. */
    record Position(int partition, long offset) {}

    record HeaderText(String name, @Nullable String value, @Nullable String encoding) {}

    /** What it was before it was mended, and the event that it is now. */
    record Lineage(
            @Nullable String originalValue,
            @Nullable String originalValueEncoding,
            @Nullable UUID originalEventId,
            UUID mendedEventId) {

        static Lineage of(DeadLetter.Mending mending) {
            var value = Text.of(mending.firstValue());
            return new Lineage(
                    value.text(), value.encoding(), mending.firstEventId(), mending.eventId());
        }
    }

    static LetterDetails of(Review.Shown shown) {
        var letter = shown.letter();
        var key = Text.of(letter.content().key());
        var value = Text.of(letter.content().value());
        return new LetterDetails(
                LetterSummary.of(letter),
                new Position(letter.letterPartition(), letter.letterOffset()),
                letter.subject().version(),
                letter.subject().occurredAt(),
                key.text(),
                key.encoding(),
                value.text(),
                value.encoding(),
                letter.headers().headers().stream()
                        .map(
                                header -> {
                                    var text = Text.of(header.value());
                                    return new HeaderText(
                                            header.key(), text.text(), text.encoding());
                                })
                        .toList(),
                letter.failure().stackTrace(),
                shown.advice(),
                shown.acts(),
                letter.mending() == null ? null : Lineage.of(letter.mending()),
                letter.changedAt());
    }
}
