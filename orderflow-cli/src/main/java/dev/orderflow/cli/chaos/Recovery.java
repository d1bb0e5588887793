package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.Probe;
import dev.orderflow.cli.verify.Subscription;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/**
 * Waits until everything is as if nothing had been: every service ready, every customer answered,
 * every event sent and handled, every order at its end.
 */
final class Recovery {

    private static final int LOOK_AGAIN_MS = 250;

    private final ChaosSystem system;
    private final Visitors visitors;
    private String missing = "nothing was looked at";

    Recovery(ChaosSystem system, Visitors visitors) {
        this.system = system;
        this.visitors = visitors;
    }

    /** How long it took from that moment on; empty where it took longer than the limit. */
    Optional<Duration> await(long sinceNanoTime, Duration limit) throws InterruptedException {
        try (var admin = system.admin()) {
            while (true) {
                var state = firstMissing(admin);
                var time = Duration.ofNanos(System.nanoTime() - sinceNanoTime);
                if (state.isEmpty()) {
                    return Optional.of(time);
                }
                missing = state.get();
                if (time.compareTo(limit) > 0) {
                    return Optional.empty();
                }
                Thread.sleep(LOOK_AGAIN_MS);
            }
        }
    }

    /** What was not as it should be when it was looked at last. */
    String missing() {
        return missing;
    }

    private Optional<String> firstMissing(Admin admin) throws InterruptedException {
        for (var instance : system.instances()) {
            if (!Probe.service(system.stack().url(instance).getPort()).isReady()) {
                return Optional.of(instance + " is not ready");
            }
        }
        long unanswered = visitors.waiting();
        if (unanswered > 0) {
            return Optional.of("%d requests are not answered".formatted(unanswered));
        }
        try (var databases = system.reader()) {
            long open = visitors.openOrders(databases);
            if (open > 0) {
                return Optional.of("%d orders are open".formatted(open));
            }
            for (var service : system.services()) {
                var outbox = Subscription.databaseOf(service) + ".outbox_event";
                long waiting = count(databases, "select count(*) from " + outbox);
                if (waiting > 0) {
                    return Optional.of("%d events wait in %s".formatted(waiting, outbox));
                }
            }
        } catch (SQLException away) {
            return Optional.of("the databases cannot be read: " + away.getMessage());
        }
        return behind(admin);
    }

    private Optional<String> behind(Admin admin) throws InterruptedException {
        try {
            for (var service : system.services()) {
                for (var group : ConsumerGroup.of(service)) {
                    long lag = lag(admin, group);
                    if (lag > 0) {
                        return Optional.of("%s is %d records behind".formatted(group.name(), lag));
                    }
                }
            }
            return Optional.empty();
        } catch (ExecutionException away) {
            return Optional.of("the broker does not answer: " + away.getMessage());
        }
    }

    private static long lag(Admin admin, ConsumerGroup group)
            throws InterruptedException, ExecutionException {
        var committed =
                admin.listConsumerGroupOffsets(group.name()).partitionsToOffsetAndMetadata().get();
        var next = new HashMap<TopicPartition, Long>();
        admin.describeTopics(group.topics())
                .allTopicNames()
                .get()
                .forEach(
                        (name, topic) ->
                                topic.partitions()
                                        .forEach(
                                                it ->
                                                        next.put(
                                                                new TopicPartition(
                                                                        name, it.partition()),
                                                                0L)));
        // Retry topics are among them.
        committed.forEach((partition, at) -> next.put(partition, at == null ? 0L : at.offset()));
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        next.keySet().forEach(it -> latest.put(it, OffsetSpec.latest()));
        return admin.listOffsets(latest).all().get().entrySet().stream()
                .mapToLong(end -> Math.max(0, end.getValue().offset() - next.get(end.getKey())))
                .sum();
    }

    private static long count(Connection databases, String sql) throws SQLException {
        try (var statement = databases.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
