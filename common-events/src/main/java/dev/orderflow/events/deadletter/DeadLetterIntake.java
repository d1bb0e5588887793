package dev.orderflow.events.deadletter;

import dev.orderflow.events.wire.EventCodec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes dead letters from their topics into the table, those of a poll in one transaction. A letter
 * that comes again changes nothing; one that comes back from a replay opens its row anew, and stops
 * the replay.
 *
 * <p>While the table is away, letters wait. One that the table refuses, though it takes others,
 * would be refused for ever: it is passed over, and stays on its topic.
 */
@Slf4j
@RequiredArgsConstructor
class DeadLetterIntake implements BatchMessageListener<byte[], byte[]> {

    /** Whose letters lie on each dead-letter topic. */
    private final Map<String, Source> sources;

    private final TransactionTemplate transaction;
    private final DeadLetterTable letters;
    private final SendQueue queue;
    private final EventCodec codec;
    private final IntakeTrouble trouble;
    private final Clock clock;

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            if (refusal(records).isPresent()) {
                records.forEach(this::takeAlone);
            }
            trouble.goesOn();
        } catch (Throwable away) { // an Error would end the listener's thread, and the intake
            trouble.standsStill(away);
            throw new IllegalStateException("Dead letters could not be taken in", away);
        }
    }

    /** A letter is passed over when it is refused twice and another one is taken in between. */
    private void takeAlone(ConsumerRecord<byte[], byte[]> record) {
        if (refusal(List.of(record)).isPresent()) {
            takeAnother(record.topic());
            refusal(List.of(record))
                    .ifPresent(it -> trouble.passedOver(record, source(record.topic()), it));
        }
    }

    /**
     * Takes these in.
     *
     * @return why they cannot be; empty when they are
     * @throws RuntimeException what says nothing about the letters: somebody holds their rows, or
     *     the database is away
     */
    private Optional<RuntimeException> refusal(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            transaction.executeWithoutResult(_ -> records.forEach(this::take));
            return Optional.empty();
        } catch (ConcurrencyFailureException
                | QueryTimeoutException
                | RecoverableDataAccessException
                | DataAccessResourceFailureException
                | TransactionException ofTheMoment) {
            throw ofTheMoment;
        } catch (RuntimeException refused) {
            return Optional.of(refused);
        }
    }

    /** An empty one, which leaves nothing behind. */
    private void takeAnother(String topic) {
        var empty = new ConsumerRecord<byte[], byte[]>(topic, -1, -1, null, null);
        transaction.executeWithoutResult(
                status -> {
                    status.setRollbackOnly();
                    letters.insert(IncomingLetter.of(empty, source(topic), codec, clock.instant()));
                });
    }

    private Source source(String topic) {
        return sources.get(topic);
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var letter = IncomingLetter.of(record, source(record.topic()), codec, clock.instant());
        letters.lock(letter)
                .ifPresentOrElse(
                        known -> takeAgain(known, letter),
                        () -> {
                            letters.insert(letter);
                            log.info(
                                    "Dead letter of {} from {}-{}@{} is to be looked at, group {}",
                                    letter.source().consumer(),
                                    letter.origin().topic(),
                                    letter.origin().partition(),
                                    letter.origin().offset(),
                                    letter.failure().cause(letter.source()).group());
                        });
    }

    private void takeAgain(DeadLetterTable.Known known, IncomingLetter letter) {
        if (letter.replay() > known.failedReplay()) {
            letters.failedAgain(known, letter, stateAfter(known, letter.replay()));
            queue.failed(known.id(), letter.replay());
            log.info("Dead letter {} came back from replay {}", known.id(), letter.replay());
        }
    }

    /** A later replay under way decides; and what somebody discarded stays so. */
    private static State stateAfter(DeadLetterTable.Known known, int replay) {
        return switch (known.state()) {
            case OPEN, DISCARDED -> known.state();
            case REPLAYED, MENDED -> replay >= known.replays() ? State.OPEN : known.state();
        };
    }
}
