/**
 * What a service knows of messaging: {@link Event} and {@link EventPublisher} to publish, {@link
 * EventSubscriber} and {@link EventHandler} to consume. The rest is for those who need it: {@link
 * EventChains} for workers, {@link TransactionRows} and {@link TransactionWrites} for rows that a
 * poll's events read and write together, {@link Upcaster} for older versions. How it works is
 * behind {@code outbox}, {@code consumer} and {@code deadletter}.
 */
@NullMarked
package dev.orderflow.events;

import org.jspecify.annotations.NullMarked;
