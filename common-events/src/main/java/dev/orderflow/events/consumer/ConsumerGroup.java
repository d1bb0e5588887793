package dev.orderflow.events.consumer;

/** The consumer group of this service. */
record ConsumerGroup(String id) {}
