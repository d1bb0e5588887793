package dev.orderflow.events.wire;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import dev.orderflow.events.OpenEvent;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which topic an event travels on: the one named like its type, unless configured.
 *
 * @param topics other topic names, by event type
 * @param topicPrefix put before every topic and consumer group, for several systems on one cluster
 */
@ConfigurationProperties("app.kafka")
public record TopicNames(
        @DefaultValue Map<String, String> topics, @DefaultValue("") String topicPrefix) {

    /** The topic of the events of this type. */
    public String of(Class<? extends Event> type) {
        return of(typeOf(type).value());
    }

    /** The topic of this event. */
    public String of(Event event) {
        return event instanceof OpenEvent open ? of(open.eventType()) : of(event.getClass());
    }

    private String of(String eventType) {
        return topicPrefix + topics.getOrDefault(eventType, eventType);
    }

    /** The dead-letter topic of one consumer for what it could not handle from a topic. */
    public String deadLetters(String topic, String consumer) {
        return "%s.%s.dlq".formatted(topic, consumer);
    }

    /**
     * The retry topic of one consumer for what it could not handle from a topic.
     *
     * @param tier from 1
     */
    public String retry(String topic, String consumer, int tier) {
        return "%s.%s.retry-%d".formatted(topic, consumer, tier);
    }

    static EventType typeOf(Class<? extends Event> type) {
        var annotation = type.getAnnotation(EventType.class);
        if (annotation == null) {
            throw new IllegalArgumentException("%s needs an @EventType".formatted(type.getName()));
        }
        return annotation;
    }
}
