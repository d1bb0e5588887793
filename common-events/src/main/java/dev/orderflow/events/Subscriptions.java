package dev.orderflow.events;

import java.util.List;
import java.util.function.Consumer;

/** Collects what a service's {@link EventSubscriber}s want to handle. Each type can be taken once in a service. */
public interface Subscriptions {

    /** Handles each event of this type. */
    default <E extends Event> Subscriptions on(Class<E> type, EventHandler<? super E> handler) {
        return on(type, handler, _ -> {});
    }

    /**
     * Handles each event of this type, and lets the service load what it will need for all of a poll's events at once.
     *
     * @param prefetch gets the events of a poll that are about to be handled, in the same transaction; only a help, it
     *     is never called with less than one event and its failing counts as the failing of the batch
     */
    <E extends Event> Subscriptions on(
            Class<E> type, EventHandler<? super E> handler, Consumer<? super List<E>> prefetch);
}
