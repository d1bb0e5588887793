package dev.orderflow.events.consumer;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.wire.CurrentEvent;
import dev.orderflow.events.wire.EventTracing;
import dev.orderflow.events.wire.UnreadableEventException;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A record as it came, and what it turned out to be. */
sealed interface Delivery {

    ConsumerRecord<byte[], byte[]> record();

    /** An event that this service handles. */
    record Readable<E extends Event>(
            ConsumerRecord<byte[], byte[]> record,
            EventMetadata metadata,
            E event,
            Subscription<E> subscription)
            implements Delivery {

        void handle(EventTracing tracing) {
            tracing.whileHandling(
                    record,
                    metadata,
                    () ->
                            CurrentEvent.whileHandling(
                                    metadata,
                                    () -> subscription.handler().handle(event, metadata)));
        }
    }

    /** An event of a type that this service did not subscribe to on this topic. */
    record Unknown(ConsumerRecord<byte[], byte[]> record, String eventType) implements Delivery {}

    /** Not the event it should be. */
    record Unreadable(ConsumerRecord<byte[], byte[]> record, UnreadableEventException cause)
            implements Delivery {}
}
