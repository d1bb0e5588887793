/**
 * Consumes events. To read it, follow a poll: {@link EventConsumerFactory} puts a consumer
 * together; Kafka gives its {@link PollHandler} what a poll brought, which {@link
 * SubscriptionRegistry} reads as events. {@link DeliveryHandling} has them handled in an {@link
 * EventTransaction}, together with their marks in the {@link Inbox}, and in smaller ones where that
 * fails. {@link Failures} says what an exception means. What failed {@link Asides} writes to {@link
 * RetryTopics} or {@link DeadLetters}; then {@link Commits} commits the offsets, and {@link
 * Outcomes} tells what became of each record. What found no {@link Outcome} is read again.
 *
 * <p>What waits and why: {@link Waits} one partition, {@link StoppedPartitions} those that stand
 * still, {@link Outage} all of them.
 */
@NullMarked
package dev.orderflow.events.consumer;

import org.jspecify.annotations.NullMarked;
