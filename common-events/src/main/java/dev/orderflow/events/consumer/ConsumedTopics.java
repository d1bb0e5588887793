package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.UnreadableEventException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What this service consumes. */
public interface ConsumedTopics {

    /** The full names, with prefix, of the topics it subscribed to. */
    Collection<String> topics();

    /**
     * Reads as the consumer would read a record of that topic, without handling it.
     *
     * @throws UnreadableEventException when the consumer would not handle it: the message says what
     *     is wrong with it
     */
    void check(String topic, byte @Nullable [] key, byte @Nullable [] value);
}
