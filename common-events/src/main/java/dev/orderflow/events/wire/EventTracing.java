package dev.orderflow.events.wire;

import dev.orderflow.events.EventMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what happens to an event in the trace that it was published in, from the request that began
 * it over every service that handles it, and names the event in the log lines of its handling.
 *
 * <p>A record carries its trace in the header {@value EventHeaders#TRACEPARENT}. Who retries,
 * buries or replays it copies the header, and so stays in the trace.
 */
public interface EventTracing {

    /**
     * Runs the handling of an event: log lines name the event, and with a tracer it is a span of
     * the record's trace, which what is published meanwhile has as its parent. What the handling
     * throws is noted there and thrown on.
     */
    void whileHandling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable handling);

    /**
     * Runs what is done about an event outside its handler, as putting it aside: log lines name the
     * event and its trace, and no span is made of it.
     */
    void whileSettling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable settling);

    /**
     * Runs what an earlier moment led to, in the trace of that moment: what is published meanwhile
     * has that place as its parent, and no span is made of it.
     *
     * @param traceparent what {@link #current} told then; ignored where it is malformed
     */
    void whileIn(String traceparent, Runnable work);

    /** Where in a trace the current thread is; null where it is in none. */
    @Nullable String current();

    /**
     * What an event that is published now has to carry: W3C's {@code traceparent}, 55 characters;
     * null without a tracer.
     */
    @Nullable String traceparent(EventMetadata published);
}
