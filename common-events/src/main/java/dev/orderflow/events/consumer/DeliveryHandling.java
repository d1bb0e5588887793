package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;

/**
 * Handles events together in one transaction, and when that fails in ever smaller ones, until those
 * that cannot be handled stand alone: one bad event harms no other, and the good ones are still
 * handled in batches.
 */
@Slf4j
@RequiredArgsConstructor
class DeliveryHandling {

    private final EventTransaction transaction;
    private final Failures failures;
    private final boolean batch;

    /**
     * Settles each of the deliveries that there is time for.
     *
     * @throws DependencyAwayException when a dependency is away; what was not settled until then
     *     has not been touched
     */
    void handle(List<Delivery.Readable<?>> deliveries, Poll poll, Patience patience) {
        if (deliveries.isEmpty() || patience.isOver()) {
            return;
        }
        if (deliveries.size() == 1) {
            handleAlone(deliveries.getFirst(), poll);
        } else if (batch) {
            handleTogether(deliveries, poll, patience);
        } else {
            deliveries.forEach(delivery -> handle(List.of(delivery), poll, patience));
        }
    }

    private void handleTogether(
            List<Delivery.Readable<?>> deliveries, Poll poll, Patience patience) {
        try {
            transaction.handle(deliveries, poll);
        } catch (Throwable thrown) {
            rethrowIfNotOfARecord(thrown);
            log.info(
                    "{} events are handled in smaller parts, as together they failed: {}",
                    deliveries.size(),
                    thrown.toString());
            handleApart(deliveries, thrown, poll, patience);
        }
    }

    /** The one that threw, if that is known, and two halves of the others. */
    private void handleApart(
            List<Delivery.Readable<?>> deliveries, Throwable thrown, Poll poll, Patience patience) {
        var others = new ArrayList<>(deliveries);
        if (thrown instanceof HandlingFailedException failed) {
            others.removeIf(delivery -> delivery == failed.delivery());
        }
        var half = others.size() / 2;
        handle(others.subList(0, half), poll, patience);
        handle(others.subList(half, others.size()), poll, patience);
        if (thrown instanceof HandlingFailedException failed) {
            handle(List.of(failed.delivery()), poll, patience);
        }
    }

    private void handleAlone(Delivery.Readable<?> delivery, Poll poll) {
        try {
            transaction.handle(List.of(delivery), poll);
        } catch (Throwable thrown) {
            rethrowIfNotOfARecord(thrown);
            poll.settle(delivery.arrival(), outcome(cause(thrown)));
        }
    }

    private Outcome outcome(Throwable cause) {
        return switch (failures.of(cause)) {
            case BUSINESS -> new Outcome.Skipped(String.valueOf(cause.getMessage()));
            case RETRYABLE -> new Outcome.Retried(cause);
            case FATAL -> new Outcome.Dead(Reason.FATAL, cause);
            case OUTAGE -> throw new DependencyAwayException(cause);
        };
    }

    private void rethrowIfNotOfARecord(Throwable thrown) {
        var cause = cause(thrown);
        if (cause instanceof VirtualMachineError broken && !(cause instanceof StackOverflowError)) {
            throw broken; // this thread is no place to judge records any more
        }
        if (failures.of(cause) == Failure.OUTAGE) {
            throw new DependencyAwayException(cause);
        }
    }

    private static Throwable cause(Throwable thrown) {
        return thrown instanceof HandlingFailedException failed ? failed.getCause() : thrown;
    }
}
