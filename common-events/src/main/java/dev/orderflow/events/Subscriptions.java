package dev.orderflow.events;

import java.util.List;
import java.util.function.Consumer;

/**
 * Collects what a service's {@link EventSubscriber}s want to handle. Each type can be taken once in
 * a service.
 */
public interface Subscriptions {

    /** Handles each event of this type. */
    default <E extends Event> Subscriptions on(Class<E> type, EventHandler<? super E> handler) {
        return on(type, handler, _ -> {});
    }

    /**
     * Handles each event of this type, and lets the service load what it will need for all of a
     * poll's events at once.
     *
     * @param prefetch gets the events of a poll that are about to be handled, or the one that is
     *     handled alone, in the transaction of their handlers and before them; its failing counts
     *     as theirs
     */
    <E extends Event> Subscriptions on(
            Class<E> type, EventHandler<? super E> handler, Consumer<? super List<E>> prefetch);
}
