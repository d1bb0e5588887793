package dev.orderflow.events.consumer;

import java.time.Duration;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the inbox from growing for ever, in steps small enough that nobody waits for them. */
@Slf4j
@RequiredArgsConstructor
class InboxCleaner {

    private static final int STEP = 500;

    private final Inbox inbox;
    private final TransactionTemplate transaction;
    private final Duration retention;

    // At a fixed rate, which has a thread for each run: this may take long, and tasks with a fixed
    // delay share one thread.
    @Scheduled(fixedRateString = "PT10M", initialDelayString = "PT1M")
    void clean() {
        var forgotten = 0;
        int step;
        do {
            step = transaction.execute(_ -> inbox.forget(retention, STEP));
            forgotten += step;
        } while (step == STEP);
        if (forgotten > 0) {
            log.info("Forgot {} events handled more than {} ago", forgotten, retention);
        }
    }
}
