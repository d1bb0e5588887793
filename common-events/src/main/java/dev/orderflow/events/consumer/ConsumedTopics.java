package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.UnreadableEventException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What this service reads, for the parts of the library that look after its dead letters. */
public interface ConsumedTopics {

    /** The source topics that the service has subscribed to, with prefix. */
    Collection<String> topics();

    /**
     * Returns if the service could read this as an event of the topic.
     *
     * @throws UnreadableEventException when it could not, with a sentence that says why
     */
    void check(String topic, byte @Nullable [] key, byte @Nullable [] value);
}
