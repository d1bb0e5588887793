package dev.orderflow.events.consumer;

import dev.orderflow.events.ConsumerProgress;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.transaction.support.TransactionTemplate;

/** Asks the broker: where the topics end, and how far the groups have committed. */
@RequiredArgsConstructor
final class KafkaConsumerProgress implements ConsumerProgress {

    private static final int TIMEOUT_MS = 5_000;
    private static final long PAUSE_MS = 20;

    private final KafkaAdmin kafkaAdmin;
    private final ServiceConsumers consumers;
    private final JdbcTemplate jdbc;
    private final TransactionTemplate transaction;

    @Override
    public boolean awaitHandled(Duration patience) {
        var time = Patience.of(patience);
        try (var admin = Admin.create(kafkaAdmin.getConfigurationProperties())) {
            var last = newestInOutbox();
            while (oldestInOutbox() <= last) {
                if (rest(time)) {
                    return false;
                }
            }
            for (var consumer : consumers.all()) {
                var ends =
                        offsets(admin, partitions(admin, consumer.topics()), OffsetSpec.latest());
                while (!hasReached(admin, consumer.group().id(), ends)) {
                    if (rest(time)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (ExecutionException | TimeoutException away) {
            throw new IllegalStateException("Kafka does not say how far the consumers are", away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /**
     * @return whether there is no time left
     */
    private static boolean rest(Patience time) throws InterruptedException {
        Thread.sleep(PAUSE_MS);
        return time.isOver();
    }

    private long newestInOutbox() {
        return ask("select coalesce(max(position), 0) from outbox_event");
    }

    private long oldestInOutbox() {
        return ask(
                "select coalesce(min(position), %d) from outbox_event".formatted(Long.MAX_VALUE));
    }

    private long ask(String sql) {
        return transaction.execute(_ -> jdbc.queryForObject(sql, Long.class));
    }

    private static List<TopicPartition> partitions(Admin admin, Collection<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        return admin
                .describeTopics(topics)
                .allTopicNames()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
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

    private static Map<TopicPartition, Long> offsets(
            Admin admin, Collection<TopicPartition> partitions, OffsetSpec which)
            throws ExecutionException, InterruptedException, TimeoutException {
        var wanted = new HashMap<TopicPartition, OffsetSpec>();
        partitions.forEach(partition -> wanted.put(partition, which));
        var offsets = new HashMap<TopicPartition, Long>();
        admin.listOffsets(wanted)
                .all()
                .get(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .forEach((partition, offset) -> offsets.put(partition, offset.offset()));
        return offsets;
    }

    /** What retention has removed, nobody handles any more: that is as good as committed. */
    private static boolean hasReached(Admin admin, String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException, TimeoutException {
        var starts = offsets(admin, ends.keySet(), OffsetSpec.earliest());
        Map<TopicPartition, @Nullable OffsetAndMetadata> committed =
                admin.listConsumerGroupOffsets(group)
                        .partitionsToOffsetAndMetadata()
                        .get(TIMEOUT_MS, TimeUnit.MILLISECONDS);
        return ends.entrySet().stream()
                .allMatch(
                        end -> {
                            var offset = committed.get(end.getKey());
                            return starts.get(end.getKey()) >= end.getValue()
                                    || offset != null && offset.offset() >= end.getValue();
                        });
    }
}
