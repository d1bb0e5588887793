package dev.orderflow.events.deadletter;

import java.time.Clock;
import java.util.function.IntSupplier;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Removes letters when their time is over, and later what was done with them, in steps small enough
 * that nobody waits for them.
 */
@Slf4j
@RequiredArgsConstructor
class DeadLetterCleaner {

    private static final int STEP = 500;

    private final TransactionTemplate transaction;
    private final DeadLetterTable letters;
    private final Acts acts;
    private final DlqProperties properties;
    private final Clock clock;

    // At a fixed rate, which has a thread for each run: this may take long, and tasks with a fixed
    // delay share one thread.
    @Scheduled(fixedRateString = "PT10M", initialDelayString = "PT1M")
    void clean() {
        var now = clock.instant();
        var forgotten = inSteps(() -> letters.forget(now.minus(properties.retention()), STEP));
        inSteps(() -> acts.forget(now.minus(properties.auditRetention()), STEP));
        if (forgotten > 0) {
            log.info(
                    "Removed {} dead letters to which nothing happened for {}",
                    forgotten,
                    properties.retention());
        }
    }

    private int inSteps(IntSupplier removal) {
        var removed = 0;
        int step;
        do {
            step = transaction.execute(_ -> removal.getAsInt());
            removed += step;
        } while (step == STEP);
        return removed;
    }
}
