package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.UnreadableEventException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What this service consumes. */
public interface ConsumedTopics {

    /**
     * The names of its consumers, as on their retry and dead-letter topics: its own, and {@code
     * <service>-<name>} for each that has a name.
     */
    Collection<String> consumers();

    /** The full names, with prefix, of the topics that a consumer subscribed to. */
    Collection<String> topics(String consumer);

    /**
     * Reads as the consumer would read a record of that topic, without handling it.
     *
     * @throws UnreadableEventException when the consumer would not handle it: the message says what
     *     is wrong with it
     */
    void check(String consumer, String topic, byte @Nullable [] key, byte @Nullable [] value);
}
