package dev.orderflow.events;

/**
 * Does what one event asks for.
 *
 * <p>Runs on a listener thread inside a database transaction, which it shares with the other events
 * of the same poll and with the mark that says this event was handled; it is called once for an
 * event id as long as it returns. It must not call other systems (they would be called again after
 * a rollback, and would hold the transaction open) and must not count on any order of events.
 *
 * <p>What it throws decides what happens to the event: a {@link BusinessException} says that there
 * is nothing to do: what the handler did is rolled back, and the event is done with. Anything else
 * rolls back too and is tried again, and ends in the dead-letter topic.
 */
@FunctionalInterface
public interface EventHandler<E extends Event> {

    void handle(E event, EventMetadata metadata);
}
