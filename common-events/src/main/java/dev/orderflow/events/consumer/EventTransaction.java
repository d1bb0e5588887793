package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.HandlingTimes.Handling;
import dev.orderflow.events.consumer.Inbox.Claim;
import dev.orderflow.events.wire.EventTracing;
import java.util.ArrayList;
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
    private final HandlingTimes times;

    /**
     * Returns when it is committed, and settles the deliveries. Where none is wanted there is no
     * transaction.
     *
     * @throws HandlingFailedException when one of the handlers did not like its event
     * @throws RuntimeException when anything else went wrong, at the commit for instance
     */
    void handle(List<Delivery.Readable<?>> deliveries, Poll poll) {
        var wanted = wanted(deliveries, poll);
        if (wanted.isEmpty()) {
            return;
        }
        var started = System.nanoTime();
        var claim = handleFresh(wanted);
        var nanos = System.nanoTime() - started;
        var fresh = identitySet(claim.deliveries());
        if (!fresh.isEmpty()) {
            times.add(new Handling(consumer(), claim.at(), nanos / 1_000));
        }
        var nanosEach = nanos / wanted.size();
        for (var delivery : wanted) {
            poll.settle(
                    delivery.arrival(),
                    fresh.contains(delivery)
                            ? new Outcome.Handled(delivery, nanosEach)
                            : new Outcome.Duplicate(delivery));
        }
    }

    private static List<Delivery.Readable<?>> wanted(
            List<Delivery.Readable<?>> deliveries, Poll poll) {
        var wanted = new ArrayList<Delivery.Readable<?>>(deliveries.size());
        for (var delivery : deliveries) {
            if (isWanted(delivery)) {
                wanted.add(delivery);
            } else {
                poll.settle(delivery.arrival(), new Outcome.Filtered(delivery));
            }
        }
        return wanted;
    }

    private static boolean isWanted(Delivery.Readable<?> delivery) {
        try {
            return delivery.isWanted();
        } catch (Throwable thrown) {
            throw new HandlingFailedException(delivery, thrown);
        }
    }

    /** In a second transaction where the first one finds that some were handled before. */
    private Claim handleFresh(List<Delivery.Readable<?>> deliveries) {
        try {
            return transaction.execute(_ -> handle(inbox.claim(consumer(), deliveries)));
        } catch (HandledBeforeException some) {
            return transaction.execute(_ -> handle(inbox.claimUnhandled(consumer(), deliveries)));
        }
    }

    private Claim handle(Claim claim) {
        subscriptions
                .subscriptions()
                .forEach(subscription -> subscription.prefetch(claim.deliveries()));
        claim.deliveries().forEach(this::handle);
        return claim;
    }

    private String consumer() {
        return subscriptions.group().consumer();
    }

    private static Set<Delivery.Readable<?>> identitySet(List<Delivery.Readable<?>> deliveries) {
        Set<Delivery.Readable<?>> set = Collections.newSetFromMap(new IdentityHashMap<>());
        set.addAll(deliveries);
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
