package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;
import dev.orderflow.events.wire.EventTracing;
import java.util.List;
import lombok.extern.slf4j.Slf4j;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.util.backoff.BackOff;

/**
 * Handles one delivery in a transaction of its own, and finds a place for it when that fails, so
 * that the records behind it are not held up for good: it is tried again a few times, then it
 * becomes a dead letter.
 */
@Slf4j
class RecordHandling {

    private final EventTransaction transaction;
    private final DeadLetters deadLetters;
    private final EventTracing tracing;
    private final ConsumerMetrics metrics;
    private final RetryTemplate retries;
    private final RetryTemplate once = new RetryTemplate(RetryPolicy.withMaxRetries(0));

    RecordHandling(
            EventTransaction transaction,
            DeadLetters deadLetters,
            EventTracing tracing,
            ConsumerMetrics metrics,
            BackOff backOff) {
        this.transaction = transaction;
        this.deadLetters = deadLetters;
        this.tracing = tracing;
        this.metrics = metrics;
        this.retries =
                new RetryTemplate(
                        RetryPolicy.builder()
                                .predicate(thrown -> Failure.of(thrown) == Failure.TECHNICAL)
                                .backOff(backOff)
                                .build());
    }

    /**
     * @param patient whether there is time to try again; else the first failure is the last
     * @throws DependencyAwayException when the delivery is neither handled nor put aside
     */
    void handle(Delivery.Readable<?> delivery, boolean patient) {
        var tries = new Tries(delivery);
        try {
            (patient ? retries : once).execute(tries::next);
        } catch (RetryException gaveUp) {
            tracing.whileSettling(
                    delivery.record(),
                    delivery.metadata(),
                    () -> settle(delivery, gaveUp.getCause(), tries.count));
        }
    }

    private void settle(Delivery.Readable<?> delivery, Throwable cause, int attempts) {
        var topic = delivery.record().topic();
        var event = delivery.metadata();
        switch (Failure.of(cause)) {
            case OUTAGE -> {
                metrics.outage(topic);
                throw new DependencyAwayException(cause);
            }
            case BUSINESS -> {
                log.info(
                        "Nothing to do for {} {}: {}",
                        event.eventType(),
                        event.eventId(),
                        cause.getMessage());
                metrics.skipped(topic);
            }
            case TECHNICAL -> {
                log.error(
                        "{} {} is dead after {} attempts",
                        event.eventType(),
                        event.eventId(),
                        attempts,
                        cause);
                deadLetters.bury(delivery.record(), Reason.EXHAUSTED, attempts, cause);
                metrics.deadLettered(topic);
            }
        }
    }

    private final class Tries {

        private final Delivery.Readable<?> delivery;
        private int count;

        Tries(Delivery.Readable<?> delivery) {
            this.delivery = delivery;
        }

        boolean next() {
            if (++count > 1) {
                metrics.retried(delivery.record().topic());
            }
            transaction.handle(List.of(delivery), count);
            return true;
        }
    }
}
