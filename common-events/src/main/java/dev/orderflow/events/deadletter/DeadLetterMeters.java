package dev.orderflow.events.deadletter;

import dev.orderflow.events.deadletter.DeadLetterTable.Backlog;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
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

    private static final Backlog NOTHING = new Backlog(0, null);

    private final TransactionTemplate transaction;
    private final DeadLetterTable letters;
    private final Collection<String> consumers;
    private final String service;
    private final Clock clock;

    private volatile Map<String, Backlog> backlogs = Map.of();

    @Override
    public void bindTo(MeterRegistry meters) {
        consumers.forEach(consumer -> bind(consumer, meters));
    }

    private void bind(String consumer, MeterRegistry meters) {
        Gauge.builder("dead.letters", () -> backlog(consumer).letters())
                .description("Dead letters that nobody has decided about")
                .tags("service", service, "consumer", consumer, "state", State.OPEN.text())
                .register(meters);
        Gauge.builder("dead.letters.oldest.age", () -> ageOfOldest(consumer))
                .description("How long ago the oldest of them failed")
                .baseUnit("seconds")
                .tags("service", service, "consumer", consumer)
                .register(meters);
    }

    @Scheduled(fixedDelayString = "PT5S", initialDelayString = "PT1S")
    void look() {
        try {
            backlogs = transaction.execute(_ -> letters.backlogs());
        } catch (DataAccessException | TransactionException away) {
            log.debug("Dead letters cannot be counted now", away); // others tell of the outage
        }
    }

    private Backlog backlog(String consumer) {
        return backlogs.getOrDefault(consumer, NOTHING);
    }

    private double ageOfOldest(String consumer) {
        var oldest = backlog(consumer).oldest();
        return oldest == null
                ? 0
                : Math.max(0, Duration.between(oldest, clock.instant()).toMillis() / 1000.0);
    }
}
