package dev.orderflow.events.consumer;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What the broker says of topics and groups, each question within a time of its own.
 *
 * <p>All throw {@link TimeoutException} where it does not answer in time, and {@link
 * ExecutionException} where it refuses: a topic is missing, say.
 */
record BrokerOffsets(Admin admin, int timeoutMs) {

    List<TopicPartition> partitions(Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .describeTopics(topics)
                .allTopicNames()
                .get(timeoutMs, TimeUnit.MILLISECONDS)
                .values()
                .stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(
                                                it ->
                                                        new TopicPartition(
                                                                topic.name(), it.partition())))
                .toList();
    }

    /** Where they begin, or end. */
    Map<TopicPartition, Long> of(Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, which));
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listOffsets(wanted)
                .all()
                .get(timeoutMs, TimeUnit.MILLISECONDS)
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /** How far this group is; without the partitions of which it has committed nothing. */
    Map<TopicPartition, Long> committed(String group)
            throws ExecutionException, InterruptedException, TimeoutException {
        var committed = new HashMap<TopicPartition, Long>();
        Map<TopicPartition, @Nullable OffsetAndMetadata> offsets =
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(timeoutMs, TimeUnit.MILLISECONDS);
        offsets.forEach(
                (partition, offset) -> {
                    if (offset != null) {
                        committed.put(partition, offset.offset());
                    }
                });
        return committed;
    }
}
