package dev.orderflow.events.deadletter;

import dev.orderflow.events.wire.EventCodec;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes dead letters from their topics into the table, those of a poll in one transaction. A letter
 * that comes again changes nothing; one that comes back from a replay opens its row anew, and stops
 * the replay.
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
    private final Clock clock;

    @Override
    public void onMessage(List<ConsumerRecord<byte[], byte[]>> records) {
        try {
            transaction.executeWithoutResult(_ -> records.forEach(this::take));
        } catch (Error error) { // would end the listener's thread, and with it the intake, for good
            throw new IllegalStateException("Dead letters could not be taken in", error);
        }
    }

    private void take(ConsumerRecord<byte[], byte[]> record) {
        var letter = IncomingLetter.of(record, sources.get(record.topic()), codec, clock.instant());
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
