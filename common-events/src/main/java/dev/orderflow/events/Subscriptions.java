package dev.orderflow.events;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Collects what {@link EventSubscriber}s want to handle. Each type can be taken once in a
 * {@linkplain EventSubscriber#consumer() consumer}.
 */
public interface Subscriptions {

    /** Handles each event of this type. */
    default <E extends Event> Subscriptions on(Class<E> type, EventHandler<? super E> handler) {
        return on(type, _ -> true, handler, _ -> {});
    }

    /**
     * Handles the events of this type that are wanted. The others are skipped and counted as {@code
     * skip} with the status {@code filtered}; the inbox does not know them.
     *
     * @param wanted goes by the event alone, as it may be asked again; its failing counts as the
     *     handler's
     */
    default <E extends Event> Subscriptions on(
            Class<E> type, Predicate<? super E> wanted, EventHandler<? super E> handler) {
        return on(type, wanted, handler, _ -> {});
    }

    /**
     * Handles each event of this type, and lets the service load what it will need for all of a
     * poll's events at once.
     *
     * @param prefetch gets the events of a poll that are about to be handled, or the one that is
     *     handled alone, in the transaction of their handlers and before them; its failing counts
     *     as theirs
     */
    default <E extends Event> Subscriptions on(
            Class<E> type, EventHandler<? super E> handler, Consumer<? super List<E>> prefetch) {
        return on(type, _ -> true, handler, prefetch);
    }

    /** Both: the wanted ones only, and those of a poll at once. */
    <E extends Event> Subscriptions on(
            Class<E> type,
            Predicate<? super E> wanted,
            EventHandler<? super E> handler,
            Consumer<? super List<E>> prefetch);
}
