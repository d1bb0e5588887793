package dev.orderflow.cli.verify;

import dev.orderflow.cli.topic.Broker;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/** How far the services had come, by their own account, when they were asked. */
record Committed(Map<String, Map<TopicPartition, Long>> byGroup) {

    static Committed now(Broker broker) {
        return new Committed(
                broker.committed(
                        Subscription.ALL.stream()
                                .map(Subscription::group)
                                .collect(Collectors.toSet())));
    }

    /** The offset that this service reads next. */
    long of(Subscription subscription, TopicPartition partition) {
        return byGroup.get(subscription.group()).getOrDefault(partition, 0L);
    }
}
