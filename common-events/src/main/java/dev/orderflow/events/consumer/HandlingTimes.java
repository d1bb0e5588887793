package dev.orderflow.events.consumer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes beside the inbox how long handling took, a row for each transaction, once a second for all
 * that ended meanwhile: who handles events does not wait for it. It is for people who look where
 * the time goes, and is missing where the database was away, the service ended within that second,
 * or there was too much.
 */
@Slf4j
@RequiredArgsConstructor
class HandlingTimes {

    private static final int MOST_WAITING = 1_000;

    private final Inbox inbox;
    private final TransactionTemplate transaction;
    private final BlockingQueue<Handling> waiting = new ArrayBlockingQueue<>(MOST_WAITING);

    /** One transaction: when it marked its events as handled, and how long it took. */
    record Handling(String consumer, Instant began, long micros) {}

    void add(Handling handling) {
        var _ = waiting.offer(handling);
    }

    @Scheduled(fixedRateString = "PT1S")
    void write() {
        var handlings = new ArrayList<Handling>();
        waiting.drainTo(handlings);
        if (handlings.isEmpty()) {
            return;
        }
        try {
            transaction.executeWithoutResult(_ -> inbox.took(handlings));
        } catch (RuntimeException e) {
            log.debug("How long {} transactions took is not known", handlings.size(), e);
        }
    }
}
