package dev.orderflow.events.outbox;

import dev.orderflow.events.wire.ProducerMetrics;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.ProducerFactory;

/**
 * Reads the oldest rows of the outbox, sends them, and removes those that Kafka has acknowledged;
 * again at once while there is something, else when a commit wakes it or the poll interval has
 * passed. A crash between sending and removing sends again: consumers know an event by its id.
 */
@Slf4j
class KafkaOutboxRelay implements OutboxRelay, SmartLifecycle {

    /** Short enough that the outbox is empty half a minute after Kafka is back. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ProducerFactory<byte[], byte[]> producers;
    private final RelayConnection relayConnection;
    private final OutboxProperties properties;
    private final String service;
    private final ProducerMetrics metrics;
    private final Semaphore wakeUps = new Semaphore(0);

    private volatile boolean running;
    private Thread thread = Thread.currentThread();

    KafkaOutboxRelay(
            ProducerFactory<byte[], byte[]> producers,
            RelayConnection relayConnection,
            OutboxProperties properties,
            String service,
            ProducerMetrics metrics) {
        this.producers = producers;
        this.relayConnection = relayConnection;
        this.properties = properties;
        this.service = service;
        this.metrics = metrics;
    }

    /** Called after each commit that published something; never blocks. */
    void wake() {
        if (wakeUps.availablePermits() == 0) {
            wakeUps.release();
        }
    }

    @Override
    public synchronized int drain() {
        try {
            var connection = relayConnection.whileOwner();
            if (connection == null) {
                throw new IllegalStateException("Another instance owns the outbox");
            }
            return drain(connection);
        } catch (SQLException failed) {
            relayConnection.close();
            throw new IllegalStateException("The outbox cannot be read", failed);
        }
    }

    private int drain(Connection connection) throws SQLException {
        var sent = 0;
        var refused = 0;
        var closedTopics = new HashSet<String>();
        while (true) {
            var rows =
                    Outbox.oldest(
                            connection,
                            closedTopics,
                            properties.batchSize(),
                            properties.batchBytes().toBytes());
            if (rows.isEmpty()) {
                break;
            }
            var acknowledged = send(rows, closedTopics);
            Outbox.remove(connection, acknowledged);
            sent += acknowledged.size();
            refused += rows.size() - acknowledged.size();
        }
        if (refused > 0) {
            throw new IllegalStateException(
                    "Kafka did not acknowledge %d of %d events, for %s; they stay in the outbox"
                            .formatted(refused, sent + refused, closedTopics));
        }
        return sent;
    }

    /**
     * What is not acknowledged closes its topic for this round, so that it cannot hold up the
     * others. No flush: that waits for everybody's records, and others share the producer.
     */
    private List<OutboxRow> send(List<OutboxRow> rows, Set<String> closedTopics) {
        var producer = producers.createProducer();
        var pending = new LinkedHashMap<OutboxRow, Future<RecordMetadata>>();
        for (var row : rows) {
            // To look for a missing topic takes max.block.ms: once a round is enough.
            if (!closedTopics.contains(row.topic())) {
                var handed = System.nanoTime();
                var sending =
                        producer.send(
                                row.asRecord(service),
                                (_, failed) ->
                                        metrics.sent(
                                                row.topic(), failed, System.nanoTime() - handed));
                pending.put(row, sending);
                if (isTopicAway(sending)) {
                    closedTopics.add(row.topic());
                }
            }
        }
        var acknowledged = new ArrayList<OutboxRow>();
        pending.forEach(
                (row, sending) -> {
                    if (isAcknowledged(sending, row)) {
                        acknowledged.add(row);
                    } else {
                        closedTopics.add(row.topic());
                    }
                });
        return acknowledged;
    }

    private static boolean isTopicAway(Future<RecordMetadata> sending) {
        return sending.state() == Future.State.FAILED
                && sending.exceptionNow() instanceof TimeoutException;
    }

    private static boolean isAcknowledged(Future<RecordMetadata> pending, OutboxRow row) {
        try {
            pending.get();
            return true;
        } catch (ExecutionException refused) {
            log.warn(
                    "Kafka did not take {} {} for topic {}: {}",
                    row.eventType(),
                    row.eventId(),
                    row.topic(),
                    String.valueOf(refused.getCause()));
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void relayUntilStopped() {
        var pause = properties.pollInterval();
        while (running) {
            try {
                if (!wakeUps.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    log.trace("Nobody woke the relay");
                }
                wakeUps.drainPermits();
                relayIfOwner();
                pause = properties.pollInterval();
            } catch (InterruptedException stopped) {
                return;
            } catch (
                    Throwable
                            failed) { // whatever it is: while this thread lives, so does the outbox
                relayConnection.close();
                pause = longer(pause);
                log.warn(
                        "The outbox waits {} before it is relayed again: {}",
                        pause,
                        failed.toString());
            }
        }
    }

    private synchronized void relayIfOwner() throws SQLException {
        var connection = relayConnection.whileOwner();
        if (connection != null) {
            drain(connection);
        }
    }

    private static Duration longer(Duration pause) {
        var doubled = pause.multipliedBy(2);
        return doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    @Override
    public void start() {
        running = true;
        if (properties.relay()) {
            thread = Thread.ofPlatform().name("outbox-relay").start(this::relayUntilStopped);
        }
    }

    @Override
    public void stop() {
        running = false;
        if (properties.relay()) {
            wake();
            try {
                thread.join(Duration.ofSeconds(10));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        relayConnection.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /**
     * First to start and last to stop: what REST and listeners commit while they stop is still
     * sent.
     */
    @Override
    public int getPhase() {
        return 0;
    }
}
