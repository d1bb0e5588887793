package dev.orderflow.events.outbox;

/**
 * Sends what lies in the outbox to Kafka. Runs by itself; tests can switch it off and step it by
 * hand.
 */
public interface OutboxRelay {

    /**
     * Sends until the outbox is empty, in the calling thread.
     *
     * @return how many events were sent and removed
     * @throws IllegalStateException when another relay owns the outbox, or Kafka did not
     *     acknowledge an event; what was not acknowledged is still in the outbox
     */
    int drain();
}
