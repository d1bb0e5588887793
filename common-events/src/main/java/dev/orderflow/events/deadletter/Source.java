package dev.orderflow.events.deadletter;

/**
 * Whose dead letter it is.
 *
 * @param consumer who could not handle it
 * @param topic which it had subscribed to
 */
record Source(String consumer, String topic) {}
