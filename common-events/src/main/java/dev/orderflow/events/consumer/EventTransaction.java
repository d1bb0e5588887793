package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.EventTracing;
import java.util.List;
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
    private final ConsumerMetrics metrics;

    void handle(List<Delivery.Readable<?>> deliveries, int attempt) {
        var started = System.nanoTime();
        var handled =
                transaction.execute(
                        _ -> {
                            var fresh = inbox.claim(deliveries, attempt);
                            subscriptions
                                    .subscriptions()
                                    .forEach(subscription -> subscription.prefetch(fresh));
                            fresh.forEach(delivery -> delivery.handle(tracing));
                            return fresh;
                        });
        metrics.processed(handled, System.nanoTime() - started);
    }
}
