package dev.orderflow.events.consumer;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.wire.CurrentEvent;
import dev.orderflow.events.wire.EventTracing;
import dev.orderflow.events.wire.UnreadableEventException;

/** A record that arrived, and what it turned out to be. */
sealed interface Delivery {

    Arrival arrival();

    /** An event that this consumer handles, if it is a wanted one. */
    record Readable<E extends Event>(
            Arrival arrival, EventMetadata metadata, E event, Subscription<E> subscription)
            implements Delivery {

        boolean isWanted() {
            return subscription.wanted().test(event);
        }

        void handle(EventTracing tracing) {
            tracing.whileHandling(
                    arrival.record(),
                    metadata,
                    () ->
                            CurrentEvent.whileHandling(
                                    metadata,
                                    () -> subscription.handler().handle(event, metadata)));
        }
    }

    /** An event of a type that this consumer did not subscribe to on this topic. */
    record Unknown(Arrival arrival, String eventType) implements Delivery {}

    /** Not the event it should be. */
    record Unreadable(Arrival arrival, UnreadableEventException cause) implements Delivery {}
}
