package dev.orderflow.events;

/**
 * An event whose type is data: for who passes on what others have defined, and checks it by their
 * schema. It is published like any other, on the topic named like its type, and its consumers have
 * a record of their own for it.
 *
 * @param eventType as {@link EventType#value()}
 * @param version as {@link EventType#version()}
 * @param json its own fields, a JSON object; none may be called as one of {@link EventMetadata}
 */
public record OpenEvent(String eventType, int version, String aggregateId, String json)
        implements Event {}
