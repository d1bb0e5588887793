package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.TopicNames;
import java.util.regex.Pattern;

/**
 * One of a service's consumers.
 *
 * @param consumer its name on retry and dead-letter topics and in the inbox: that of the service,
 *     or {@code <service>-<name>}
 * @param id its consumer group on Kafka
 */
record ConsumerGroup(String consumer, String id) {

    private static final Pattern NAME = Pattern.compile("([a-z0-9]+(-[a-z0-9]+)*)?");

    /** As wide as the inbox's column. */
    private static final int MAX_CONSUMER = 64;

    /**
     * @param name of the consumer within its service; empty for the service's own
     */
    static ConsumerGroup of(
            String name, String service, ConsumerProperties properties, TopicNames topics) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "A consumer's name has lower-case letters, digits and single hyphens, but one is called "
                            + name);
        }
        var suffix = name.isEmpty() ? "" : "-" + name;
        var consumer = service + suffix;
        if (consumer.length() > MAX_CONSUMER) {
            throw new IllegalArgumentException(
                    "%s is longer than the %d characters that a consumer's name can have"
                            .formatted(consumer, MAX_CONSUMER));
        }
        var id = properties.groupId() == null ? consumer + "-group" : properties.groupId() + suffix;
        return new ConsumerGroup(consumer, topics.topicPrefix() + id);
    }
}
