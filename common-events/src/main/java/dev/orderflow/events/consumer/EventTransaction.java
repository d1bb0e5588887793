package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.EventTracing;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The transaction in which events are marked as handled, handled, and their own events written: all
 * of it or nothing.
 */
@RequiredArgsConstructor
class EventTransaction {

    private final TransactionTemplate transaction;
    private final Inbox inbox;
    private final SubscriptionRegistry subscriptions;
    private final EventTracing tracing;

    /**
     * Returns when it is committed, and settles the deliveries.
     *
     * @throws HandlingFailedException when one of the handlers did not like its event
     * @throws RuntimeException when anything else went wrong, at the commit for instance
     */
    void handle(List<Delivery.Readable<?>> deliveries, Poll poll) {
        var started = System.nanoTime();
        var fresh = transaction.execute(_ -> handleFresh(deliveries));
        var nanosEach = (System.nanoTime() - started) / deliveries.size();
        for (var delivery : deliveries) {
            poll.settle(
                    delivery.arrival(),
                    fresh.contains(delivery)
                            ? new Outcome.Handled(delivery, nanosEach)
                            : new Outcome.Duplicate(delivery));
        }
    }

    private Set<Delivery.Readable<?>> handleFresh(List<Delivery.Readable<?>> deliveries) {
        var fresh = inbox.claim(deliveries);
        subscriptions.subscriptions().forEach(subscription -> subscription.prefetch(fresh));
        fresh.forEach(this::handle);
        Set<Delivery.Readable<?>> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(fresh);
        return set;
    }

    private void handle(Delivery.Readable<?> delivery) {
        try {
            delivery.handle(tracing);
        } catch (Throwable thrown) {
            throw new HandlingFailedException(delivery, thrown);
        }
    }
}
