package dev.orderflow.cli.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What waits for a service: for each of its consumers, where that has several. */
final class Backlog implements AutoCloseable {

    private final List<ConsumerGroup> groups;
    private final EventTopics topics;
    private final Admin admin;

    Backlog(ChaosSystem system, String service) {
        groups = ConsumerGroup.of(service);
        topics = new EventTopics(system.bootstrapServers());
        admin = system.admin();
    }

    /** How many records wait for the consumer that has the fewest. */
    long size() throws InterruptedException, ExecutionException {
        long smallest = Long.MAX_VALUE;
        for (var group : groups) {
            var next = next(group);
            long waiting =
                    topics.ends(next.keySet()).entrySet().stream()
                            .mapToLong(end -> end.getValue() - next.get(end.getKey()))
                            .sum();
            smallest = Math.min(smallest, waiting);
        }
        return smallest;
    }

    /**
     * Not copies: what waits is put behind itself in another order, within each partition, and only
     * that is read. Consumers of a topic who wait for different records of it get some that they
     * know. Nobody may be in the groups.
     */
    void shuffle(Random random) throws InterruptedException, ExecutionException {
        var first = new HashMap<TopicPartition, Long>();
        for (var group : groups) {
            next(group).forEach((partition, offset) -> first.merge(partition, offset, Math::min));
        }
        var ends = topics.ends(first.keySet());
        var waiting = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        ends.forEach(
                (partition, end) ->
                        waiting.addAll(topics.read(partition, first.get(partition), end)));
        Collections.shuffle(waiting, random);
        waiting.forEach(topics::deliverAgain);
        topics.flush();
        for (var group : groups) {
            skipTo(ends, group);
        }
    }

    /** The offsets behind the originals, so that only their copies are read. */
    private void skipTo(Map<TopicPartition, Long> ends, ConsumerGroup group)
            throws InterruptedException, ExecutionException {
        var behind = new HashMap<TopicPartition, OffsetAndMetadata>();
        topics.partitions(group.topics())
                .forEach(it -> behind.put(it, new OffsetAndMetadata(ends.get(it))));
        admin.alterConsumerGroupOffsets(group.name(), behind).all().get();
    }

    /** Where it goes on reading. */
    private Map<TopicPartition, Long> next(ConsumerGroup group)
            throws InterruptedException, ExecutionException {
        var committed =
                admin.listConsumerGroupOffsets(group.name()).partitionsToOffsetAndMetadata().get();
        var next = new HashMap<TopicPartition, Long>();
        for (var partition : topics.partitions(group.topics())) {
            var at = committed.get(partition);
            next.put(partition, at == null ? 0 : at.offset());
        }
        return next;
    }

    @Override
    public void close() {
        topics.close();
        admin.close();
    }
}
