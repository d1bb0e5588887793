package dev.orderflow.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.consumer.ConsumedTopics;
import dev.orderflow.events.deadletter.Acts.Act;
import dev.orderflow.events.deadletter.DeadLetterTable.Share;
import dev.orderflow.events.deadletter.SendQueue.Sending;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.UnreadableEventException;
import java.time.Clock;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What a person can see of dead letters, and decide about one of them. Each decision is written
 * down in its transaction.
 */
@RequiredArgsConstructor
class Review {

    private static final int MOST_GROUPS = 200;

    private final TransactionTemplate transaction;
    private final DeadLetterTable letters;
    private final SendQueue queue;
    private final Acts acts;
    private final Adviser adviser;
    private final ConsumedTopics consumed;
    private final EventCodec codec;
    private final Clock clock;
    private final Runnable wakeSender;

    /** A letter with what to make of it, and what was made of it. */
    record Shown(DeadLetter letter, Advice advice, List<Acts.Entry> acts) {}

    /** A mended letter on its way. */
    record Mended(UUID replayId, UUID eventId) {}

    List<LetterSummary> list(LetterFilter filter, int limit) {
        return transaction.execute(_ -> letters.list(filter, limit));
    }

    Shown show(long id) {
        return transaction.execute(
                _ -> {
                    var letter = found(id, letters.find(id));
                    return new Shown(letter, adviser.about(letter), acts.about(id));
                });
    }

    /** The largest groups that have letters in this state, or in any; at most 200. */
    List<LetterGroup> groups(@Nullable State state) {
        return transaction.execute(
                _ ->
                        letters.shares().stream()
                                .collect(Collectors.groupingBy(Share::group))
                                .values()
                                .stream()
                                .filter(
                                        shares ->
                                                shares.stream().anyMatch(share -> in(state, share)))
                                .sorted(
                                        Comparator.comparing(
                                                        (List<Share> shares) ->
                                                                count(shares, state))
                                                .reversed())
                                .limit(MOST_GROUPS)
                                .map(shares -> group(shares, state))
                                .flatMap(Optional::stream)
                                .toList());
    }

    private Optional<LetterGroup> group(List<Share> shares, @Nullable State state) {
        var states = new EnumMap<State, Long>(State.class);
        shares.forEach(share -> states.put(share.state(), share.count()));
        var asked = shares.stream().filter(share -> in(state, share)).toList();
        return letters.groupOf(asked.getFirst().newestId())
                .map(
                        text ->
                                new LetterGroup(
                                        asked.getFirst().group(),
                                        text.consumer(),
                                        text.topic(),
                                        text.errorClass(),
                                        text.message(),
                                        count(shares, state),
                                        asked.stream()
                                                .map(Share::oldest)
                                                .min(Comparator.naturalOrder())
                                                .orElseThrow(),
                                        asked.stream()
                                                .map(Share::newest)
                                                .max(Comparator.naturalOrder())
                                                .orElseThrow(),
                                        states));
    }

    private static boolean in(@Nullable State state, Share share) {
        return state == null || share.state() == state;
    }

    private static long count(List<Share> shares, @Nullable State state) {
        return shares.stream().filter(share -> in(state, share)).mapToLong(Share::count).sum();
    }

    LetterSummary discard(long id, String reason, String who) {
        return decide(
                id,
                letter -> {
                    switch (letter.state()) {
                        case OPEN -> letters.mark(id, State.DISCARDED);
                        case DISCARDED ->
                                throw RefusedException.inTheWrongState(
                                        "Dead letter %d is discarded already.".formatted(id));
                        case REPLAYED, MENDED ->
                                throw RefusedException.inTheWrongState(
                                        "Dead letter %d is %s: there is nothing to discard unless it fails again, which opens it anew."
                                                .formatted(id, letter.state().text()));
                    }
                    acts.add(who, Act.DISCARD, id, null, Map.of("reason", reason));
                });
    }

    LetterSummary restore(long id, String who) {
        return decide(
                id,
                letter -> {
                    if (letter.state() != State.DISCARDED) {
                        throw RefusedException.inTheWrongState(
                                "Dead letter %d is %s: only a discarded one can be restored."
                                        .formatted(id, letter.state().text()));
                    }
                    letters.mark(id, State.OPEN);
                    acts.add(who, Act.RESTORE, id, null, Map.of());
                });
    }

    private LetterSummary decide(long id, Decision decision) {
        return transaction.execute(
                _ -> {
                    decision.about(found(id, letters.lock(id)));
                    return LetterSummary.of(found(id, letters.find(id)));
                });
    }

    /**
     * Sends a corrected event in the letter's place. It is another event, with an id of its own, so
     * that the inbox does not take it for the one that failed.
     *
     * @param value the whole event as JSON; its event id, whatever it is, is replaced
     * @param key the record's key where that was wrong, else null
     * @param evenIfApplied also where the event has been handled, so that the mended one has its
     *     effect on top
     */
    Mended mend(long id, String value, @Nullable String key, boolean evenIfApplied, String who) {
        var mended =
                transaction.execute(
                        _ -> mend(found(id, letters.lock(id)), value, key, evenIfApplied, who));
        wakeSender.run();
        return mended;
    }

    private Mended mend(
            DeadLetter letter,
            String value,
            @Nullable String key,
            boolean evenIfApplied,
            String who) {
        if (letter.state() != State.OPEN) {
            throw RefusedException.inTheWrongState(
                    "Dead letter %d is %s: only an open one can be mended.%s"
                            .formatted(
                                    letter.id(),
                                    letter.state().text(),
                                    letter.state() == State.DISCARDED
                                            ? " Restore it first."
                                            : " It opens anew should it fail again."));
        }
        if (letter.applied() && !evenIfApplied) {
            throw RefusedException.alreadyApplied(
                    "This service has handled event %s: a mended one would have its effect on top. Discard the letter, or say evenIfApplied."
                            .formatted(letter.subject().eventId()));
        }
        var eventId = UuidCreator.getTimeOrderedEpoch();
        var content = readable(letter, value, key, eventId);
        var subject = Subject.of(content.value(), codec);
        var replayId = UuidCreator.getTimeOrderedEpoch();
        letters.mend(letter, content, subject, eventId);
        queue.add(
                List.of(new Sending(replayId, letter.id(), letter.replays() + 1, clock.instant())));
        acts.add(who, Act.MEND, letter.id(), replayId, details(letter, content, eventId));
        return new Mended(replayId, eventId);
    }

    private Content readable(DeadLetter letter, String value, @Nullable String key, UUID eventId) {
        try {
            var content =
                    new Content(
                            key == null ? letter.content().key() : key.getBytes(UTF_8),
                            codec.withEventId(value.getBytes(UTF_8), eventId));
            consumed.check(
                    letter.source().consumer(),
                    letter.source().topic(),
                    content.key(),
                    content.value());
            return content;
        } catch (UnreadableEventException unreadable) {
            throw RefusedException.unreadable(
                    "The consumer could not read this either: %s."
                            .formatted(unreadable.getMessage()));
        }
    }

    /** The whole content, as a letter that is mended twice keeps only its first and its last. */
    private static Map<String, @Nullable Object> details(
            DeadLetter letter, Content mended, UUID eventId) {
        var details = new LinkedHashMap<String, @Nullable Object>();
        details.put("eventIdBefore", letter.subject().eventId());
        details.put("eventId", eventId);
        details.put("keyBefore", Text.of(letter.content().key()).text());
        details.put("key", Text.of(mended.key()).text());
        details.put("value", Text.of(mended.value()).text());
        return details;
    }

    private static DeadLetter found(long id, Optional<DeadLetter> letter) {
        return letter.orElseThrow(() -> RefusedException.unknownLetter(id));
    }

    private interface Decision {
        void about(DeadLetter letter);
    }
}
