package dev.orderflow.events.deadletter;

/**
 * Where a record was before it became a dead letter.
 *
 * @param topic the source topic; the dead-letter topic itself where the letter does not say where
 *     it comes from, and partition and offset are its own
 * @param timestamp milliseconds since 1970
 */
record Origin(String topic, int partition, long offset, long timestamp) {}
