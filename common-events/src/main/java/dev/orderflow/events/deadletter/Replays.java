package dev.orderflow.events.deadletter;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.deadletter.ReplayOrder.Group;
import dev.orderflow.events.deadletter.ReplayOrder.One;
import dev.orderflow.events.deadletter.ReplayOrder.Until;
import dev.orderflow.events.deadletter.SendQueue.Sending;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sends letters again to the consumer that could not handle them. They are queued in one
 * transaction with the audit row; the {@link ReplaySender} sends them one after another and stops
 * at the first that comes back.
 */
@RequiredArgsConstructor
class Replays {

    /** Values can be a megabyte each. */
    private static final int PAGE = 50;

    private final TransactionTemplate transaction;
    private final DeadLetterTable letters;
    private final SendQueue queue;
    private final Acts acts;
    private final Adviser adviser;
    private final Clock clock;
    private final Runnable wakeSender;

    ReplayAnswer replay(ReplayOrder order, String who) {
        var answer =
                transaction.execute(
                        _ -> {
                            var tally = new Tally(order, clock.instant());
                            switch (order.selector()) {
                                case One(var id) -> replayOne(id, tally);
                                case Group(var group) ->
                                        replayAll(
                                                tally,
                                                after ->
                                                        letters.lockOpenOfGroup(
                                                                group, after, PAGE));
                                case Until(var time) ->
                                        replayAll(
                                                tally,
                                                after -> letters.lockOpenUntil(time, after, PAGE));
                            }
                            if (!order.dryRun()) {
                                writeDown(order, tally, who);
                            }
                            return tally.answer();
                        });
        wakeSender.run();
        return answer;
    }

    ReplayProgress progress(UUID replayId) {
        return transaction.execute(
                _ -> {
                    if (!acts.isReplay(replayId)) {
                        throw RefusedException.unknownReplay(replayId);
                    }
                    return queue.progress(replayId);
                });
    }

    /**
     * A letter that is still to be sent is sent once, however many ask for it: they join in the
     * replay there is.
     */
    private void replayOne(long id, Tally tally) {
        var letter = letters.lock(id).orElseThrow(() -> RefusedException.unknownLetter(id));
        switch (letter.state()) {
            case OPEN, REPLAYED -> {
                var onItsWay = queue.waiting(id);
                if (onItsWay.isPresent()) {
                    tally.join(onItsWay.get());
                } else {
                    send(List.of(letter), tally);
                }
            }
            case DISCARDED ->
                    throw RefusedException.inTheWrongState(
                            "Dead letter %d is discarded. Restore it first.".formatted(id));
            case MENDED ->
                    throw RefusedException.inTheWrongState(
                            "Dead letter %d was mended and sent as another event. It opens anew should that fail."
                                    .formatted(id));
        }
    }

    private void replayAll(Tally tally, PageAfter pages) {
        var after = 0L;
        List<DeadLetter> page;
        do {
            page = pages.load(after);
            send(page, tally);
            after = page.isEmpty() ? after : page.getLast().id();
        } while (page.size() == PAGE);
    }

    private void send(List<DeadLetter> page, Tally tally) {
        var sendings = new ArrayList<Sending>();
        for (var letter : page) {
            if (tally.takes(adviser.about(letter))) {
                sendings.add(tally.next(letter));
            }
        }
        if (!tally.order.dryRun() && !sendings.isEmpty()) {
            queue.add(sendings);
            letters.markReplayed(sendings.stream().map(Sending::letterId).toList());
        }
    }

    private void writeDown(ReplayOrder order, Tally tally, String who) {
        var details = new LinkedHashMap<String, Object>(order.selector().details());
        details.put("letters", tally.sent);
        details.put("perSecond", order.perSecond());
        details.put("evenIfApplied", order.evenIfApplied());
        var letterId = order.selector() instanceof One(var id) ? id : null;
        acts.add(who, Acts.Act.REPLAY, letterId, tally.replayId, details);
    }

    private interface PageAfter {
        List<DeadLetter> load(long letterId);
    }

    /** Counts, and spreads the letters over time. */
    private static final class Tally {

        private final ReplayOrder order;
        private final Instant start;
        private UUID replayId = UuidCreator.getTimeOrderedEpoch();
        private int sent;
        private int applied;
        private int stale;
        private int unreadable;

        Tally(ReplayOrder order, Instant start) {
            this.order = order;
            this.start = start;
        }

        boolean takes(Advice advice) {
            return switch (advice.verdict()) {
                case ALREADY_APPLIED -> {
                    applied++;
                    yield order.evenIfApplied();
                }
                case STALE -> {
                    stale++;
                    yield true;
                }
                case UNREADABLE -> {
                    unreadable++;
                    yield false;
                }
                case SAFE -> true;
            };
        }

        Sending next(DeadLetter letter) {
            var pause = Duration.ofSeconds(1).dividedBy(order.perSecond());
            return new Sending(
                    replayId,
                    letter.id(),
                    letter.replays() + 1,
                    start.plus(pause.multipliedBy(sent++)));
        }

        void join(UUID running) {
            replayId = running;
            sent = 1;
        }

        ReplayAnswer answer() {
            @Nullable UUID id = order.dryRun() ? null : replayId;
            return new ReplayAnswer(id, sent, applied, stale, unreadable, order.dryRun());
        }
    }
}
