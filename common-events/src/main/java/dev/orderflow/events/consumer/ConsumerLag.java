package dev.orderflow.events.consumer;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * How far the service's consumer groups are behind, in records and in time, as the broker sees it:
 * the client's own meters are gone when the client is. Tells also whether the broker can be reached
 * at all.
 */
@Slf4j
class ConsumerLag implements AutoCloseable {

    private static final int TIMEOUT_MS = 4_000;

    private final Supplier<Admin> connection;
    private final Map<String, List<String>> topicsByGroup;
    private final MeterRegistry meters;
    private final Clock clock;
    private final Map<Share, Progress> shares = new ConcurrentHashMap<>();

    /** What of a partition is one group's to do. */
    private record Share(String group, TopicPartition partition) {}

    private @Nullable Admin admin;
    private volatile @Nullable Instant awaySince;

    ConsumerLag(
            Supplier<Admin> connection,
            Map<String, List<String>> topicsByGroup,
            MeterRegistry meters,
            Clock clock) {
        this.connection = connection;
        this.topicsByGroup = topicsByGroup;
        this.meters = meters;
        this.clock = clock;
    }

    // At a fixed rate, which has a thread for each run: tasks with a fixed delay share one.
    @Scheduled(fixedRateString = "PT5S", initialDelayString = "PT5S")
    synchronized void read() {
        try {
            var refused = new ArrayList<ExecutionException>();
            for (var group : topicsByGroup.entrySet()) {
                try {
                    read(group.getKey(), group.getValue());
                } catch (ExecutionException ofThisGroup) { // a topic of it is missing, say
                    refused.add(ofThisGroup);
                }
            }
            if (refused.isEmpty()) {
                awaySince = null;
            } else {
                notRead(refused.getFirst());
            }
        } catch (TimeoutException | KafkaException away) {
            notRead(away);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void notRead(Exception reason) {
        if (awaySince == null) {
            awaySince = clock.instant();
            log.warn("How far the groups are behind cannot be read: {}", reason.toString());
        }
    }

    private void read(String group, List<String> topics)
            throws ExecutionException, InterruptedException, TimeoutException {
        var now = clock.instant();
        var offsets = new BrokerOffsets(admin(), TIMEOUT_MS);
        var committed = offsets.committed(group);
        var partitions = offsets.partitions(topics);
        var starts = offsets.of(partitions, OffsetSpec.earliest());
        offsets.of(partitions, OffsetSpec.latest())
                .forEach(
                        (partition, end) ->
                                progress(new Share(group, partition))
                                        .saw(
                                                now,
                                                end,
                                                Math.max(
                                                        starts.get(partition),
                                                        committed.getOrDefault(partition, 0L))));
    }

    private Admin admin() {
        var open = admin;
        if (open == null) {
            open = connection.get();
            admin = open;
        }
        return open;
    }

    private Progress progress(Share share) {
        return shares.computeIfAbsent(
                share,
                _ -> {
                    var progress = new Progress();
                    var tags =
                            new String[] {
                                "group",
                                share.group(),
                                "topic",
                                share.partition().topic(),
                                "partition",
                                Integer.toString(share.partition().partition())
                            };
                    Gauge.builder("kafka.consumer.group.lag", progress, Progress::lag)
                            .description("Records that the group has not committed yet")
                            .tags(tags)
                            .register(meters);
                    Gauge.builder(
                                    "kafka.consumer.group.lag.age",
                                    progress,
                                    it -> it.age(clock.instant()))
                            .description("How long the oldest of them has been there, about")
                            .baseUnit("seconds")
                            .tags(tags)
                            .register(meters);
                    return progress;
                });
    }

    /** That the broker is away, in words; empty when it is not. */
    Optional<String> trouble() {
        return Optional.ofNullable(awaySince)
                .map(since -> "Kafka has not said how far the group is since " + since);
    }

    @Override
    public synchronized void close() {
        if (admin != null) {
            admin.close(Duration.ofSeconds(1));
        }
    }

    /** Of one partition: where it ended when, as far back as the group is behind. */
    private static final class Progress {

        private static final int REMEMBERED = 1_000;

        private record End(Instant seen, long offset) {}

        private final Deque<End> ends = new ArrayDeque<>();
        private long committed;

        synchronized void saw(Instant now, long end, long committed) {
            this.committed = committed;
            if (ends.isEmpty() || ends.getLast().offset() != end) {
                ends.addLast(new End(now, end));
            }
            // The oldest one kept is the first end that the group has not reached.
            while (ends.size() > 1 && ends.getFirst().offset() <= committed) {
                ends.removeFirst();
            }
            if (ends.size() > REMEMBERED) {
                var oldest = ends.removeFirst();
                ends.removeFirst();
                ends.addFirst(oldest);
            }
        }

        synchronized double lag() {
            return ends.isEmpty() ? 0 : Math.max(0, ends.getLast().offset() - committed);
        }

        synchronized double age(Instant now) {
            return lag() == 0 ? 0 : Duration.between(ends.getFirst().seen(), now).toMillis() / 1e3;
        }
    }
}
