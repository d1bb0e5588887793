package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.topic.Broker;
import dev.orderflow.cli.verify.Subscription;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/** How many events there are, and how many of them are still to be handled. */
final class Topics implements AutoCloseable {

    private static final List<String> EVENTS =
            Subscription.ALL.stream().map(Subscription::topic).distinct().toList();

    private static final List<String> GROUPS =
            Subscription.ALL.stream().map(Subscription::group).distinct().toList();

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int LOOK_AGAIN_MS = 100;

    private final Admin admin;

    Topics(Broker broker) {
        admin = broker.admin();
    }

    /** How many were ever published. */
    long published() {
        return ends(events()).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Returns when every service has handled all there is. */
    void awaitHandled() {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (unhandled() > 0) {
            if (System.nanoTime() > end) {
                throw new StackProblem(
                        "After %d s, %d events are not handled yet; see ./orderflow status and logs."
                                .formatted(PATIENCE.toSeconds(), unhandled()));
            }
            Pause.millis(LOOK_AGAIN_MS);
        }
    }

    private long unhandled() {
        var handled =
                GROUPS.stream()
                        .map(admin::listConsumerGroupOffsets)
                        .flatMap(it -> get(it.partitionsToOffsetAndMetadata()).entrySet().stream())
                        .filter(it -> it.getValue() != null)
                        .collect(
                                Collectors.groupingBy(
                                        Map.Entry::getKey,
                                        Collectors.mapping(
                                                Map.Entry::getValue, Collectors.toList())));
        var ends = ends(handled.keySet().stream());
        return handled.entrySet().stream()
                .flatMap(it -> it.getValue().stream().map(at -> left(ends, it.getKey(), at)))
                .mapToLong(Long::longValue)
                .sum();
    }

    private static long left(
            Map<TopicPartition, Long> ends, TopicPartition partition, OffsetAndMetadata handled) {
        return Math.max(0, ends.get(partition) - handled.offset());
    }

    private Stream<TopicPartition> events() {
        return get(admin.describeTopics(EVENTS).allTopicNames()).values().stream()
                .flatMap(
                        topic ->
                                topic.partitions().stream()
                                        .map(
                                                it ->
                                                        new TopicPartition(
                                                                topic.name(), it.partition())));
    }

    private Map<TopicPartition, Long> ends(Stream<TopicPartition> partitions) {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(it -> latest.put(it, OffsetSpec.latest()));
        return get(admin.listOffsets(latest).all()).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().offset()));
    }

    private static <T> T get(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException problem
                    ? problem
                    : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw Pause.interrupted(e);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
