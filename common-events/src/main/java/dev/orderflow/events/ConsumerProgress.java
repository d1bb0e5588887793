package dev.orderflow.events;

import java.time.Duration;

/** How far this service's consumers are, whatever instance they run in. */
public interface ConsumerProgress {

    /**
     * Waits until this service has sent all that is in its outbox now, and all of its consumers
     * have dealt with what then lies on the topics that they read: handled it, skipped it, or put
     * it aside. Must be called outside of transactions.
     *
     * @return false when that takes longer than this
     */
    boolean awaitHandled(Duration patience);
}
