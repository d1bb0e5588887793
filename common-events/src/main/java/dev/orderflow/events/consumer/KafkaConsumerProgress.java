package dev.orderflow.events.consumer;

import dev.orderflow.events.ConsumerProgress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
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
            var offsets = new BrokerOffsets(admin, TIMEOUT_MS);
            for (var consumer : consumers.all()) {
                var ends = offsets.of(offsets.partitions(consumer.topics()), OffsetSpec.latest());
                while (!hasReached(offsets, consumer.group().id(), ends)) {
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

    /** What retention has removed, nobody handles any more: that is as good as committed. */
    private static boolean hasReached(
            BrokerOffsets offsets, String group, Map<TopicPartition, Long> ends)
            throws ExecutionException, InterruptedException, TimeoutException {
        var starts = offsets.of(ends.keySet(), OffsetSpec.earliest());
        var committed = offsets.committed(group);
        return ends.entrySet().stream()
                .allMatch(
                        end ->
                                Math.max(
                                                starts.get(end.getKey()),
                                                committed.getOrDefault(end.getKey(), 0L))
                                        >= end.getValue());
    }
}
