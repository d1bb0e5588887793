package dev.orderflow.events.consumer;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventHandler;
import dev.orderflow.events.wire.EventCodec;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** What a consumer does with one type of event. */
record Subscription<E extends Event>(
        Class<E> type,
        String eventType,
        String topic,
        Predicate<? super E> wanted,
        EventHandler<? super E> handler,
        Consumer<? super List<E>> prefetch) {

    Delivery.Readable<E> read(Arrival arrival, EventCodec.Envelope envelope, EventCodec codec) {
        return new Delivery.Readable<>(
                arrival, envelope.metadata(), codec.event(envelope, type), this);
    }

    /**
     * Lets the service load what these deliveries will need; those of other subscriptions are
     * passed over.
     */
    void prefetch(List<Delivery.Readable<?>> deliveries) {
        var mine =
                deliveries.stream()
                        .filter(delivery -> delivery.subscription() == this)
                        .map(delivery -> type.cast(delivery.event()))
                        .toList();
        if (!mine.isEmpty()) {
            prefetch.accept(mine);
        }
    }
}
