/**
 * Publishes events. {@link OutboxEventPublisher} collects those of a transaction, and writes them
 * by {@link Outbox} when it commits; {@link KafkaOutboxRelay}, while its {@link RelayConnection}
 * has the lock, sends the rows and deletes those that Kafka has acknowledged.
 */
@NullMarked
package dev.orderflow.events.outbox;

import org.jspecify.annotations.NullMarked;
