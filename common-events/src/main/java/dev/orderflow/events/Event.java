package dev.orderflow.events;

/**
 * A fact that another service may rely on. Implementations are records of plain Java values, carry
 * an {@link EventType} and check in their constructor what their JSON Schema says, so that a wrong
 * event can neither be published nor handled.
 */
public interface Event {

    /**
     * The id of what the event is about, at most 64 characters. It is the record's key on Kafka:
     * events with one aggregate id travel on one partition of their topic.
     */
    String aggregateId();
}
