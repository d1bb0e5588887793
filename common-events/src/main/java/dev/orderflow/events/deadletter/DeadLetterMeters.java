package dev.orderflow.events.deadletter;

import dev.orderflow.events.deadletter.DeadLetterTable.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/** How many letters wait for a person, and for how long. Asked by a timer, not by each scrape. */
@Slf4j
@RequiredArgsConstructor
class DeadLetterMeters implements MeterBinder {

    private final TransactionTemplate transaction;
    private final DeadLetterTable letters;
    private final String service;
    private final Clock clock;

    private volatile Backlog backlog = new Backlog(0, null);

    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("dead.letters", () -> backlog.letters())
                .description("Dead letters that nobody has decided about")
                .tags("service", service, "state", State.OPEN.text())
                .register(meters);
        Gauge.builder("dead.letters.oldest.age", this::ageOfOldest)
                .description("How long ago the oldest of them failed")
                .baseUnit("seconds")
                .tag("service", service)
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT1S")
    void look() {
        try {
            backlog = transaction.execute(_ -> letters.backlog());
        } catch (DataAccessException | TransactionException away) {
            log.debug("Dead letters cannot be counted now", away); // others tell of the outage
        }
    }

    private double ageOfOldest() {
        var oldest = backlog.oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
