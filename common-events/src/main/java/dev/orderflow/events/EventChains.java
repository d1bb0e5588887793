package dev.orderflow.events;

import org.jspecify.annotations.Nullable;

/**
 * Lets work that is written down now, and done later outside of any handler, publish as if it were
 * done here: under the same correlation id, with the same event as its cause, in the same trace.
 *
 * <p>What a worker publishes without this begins a chain and a trace of its own. With it:
 *
 * <ol>
 *   <li>who writes the work down stores {@link #current()} with it, in the same transaction and on
 *       the thread of the handler or request;
 *   <li>who does the work, on whatever thread, in whatever process, however much later, publishes
 *       inside of {@link #continueIn}.
 * </ol>
 *
 * <p>Neither method needs a transaction or begins one, and neither touches the database. Both are
 * safe to call from any thread. A chain says where something belongs and nothing else: work is
 * never refused on account of one.
 */
public interface EventChains {

    /** No chain is longer than this; all its characters are ASCII. */
    int MAX_LENGTH = 129;

    /**
     * Where the current thread is: the event that it is handling, if it is, and its place in a
     * trace, if there is a tracer. Null where there is neither.
     *
     * <p>In a request there is no event yet: what continues there is the trace, and what it
     * publishes first begins the chain.
     */
    @Nullable String current();

    /**
     * Runs this, on this thread and at once, as part of a chain that {@link #current} told earlier.
     * What it throws is thrown on. Null, and text that is no chain, change nothing: what is
     * published then belongs where it would without this call.
     */
    void continueIn(@Nullable String chain, Runnable work);
}
