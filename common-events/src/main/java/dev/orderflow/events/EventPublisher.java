package dev.orderflow.events;

import java.util.UUID;

/**
 * Publishes events reliably.
 *
 * <p>The event becomes a row of the outbox in the current database transaction, written with the
 * transaction's other events when it commits; a rollback takes it along. After the commit a relay
 * sends it to Kafka, normally within milliseconds, and at least once: a consumer can see an event
 * again and tells by its id. Events of one aggregate are sent in the order of their transactions;
 * between topics, and after retries and replays, there is no order.
 *
 * <p>Published inside an {@link EventHandler}, an event inherits the correlation id of the event
 * being handled and has it as its cause. {@link EventChains} gives the same to what is published
 * later, by a worker.
 */
public interface EventPublisher {

    /**
     * @return the event's id
     * @throws org.springframework.transaction.IllegalTransactionStateException when no transaction
     *     that may write is active: an event outside a transaction could be lost
     * @throws IllegalArgumentException when an {@link OpenEvent} is none, or the event is larger on
     *     the wire than {@code app.kafka.producer.max-request-size} allows, as Kafka would never
     *     take it
     */
    UUID publish(Event event);
}
