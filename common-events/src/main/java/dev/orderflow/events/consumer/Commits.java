package dev.orderflow.events.consumer;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConsumerAwareRebalanceListener;

/**
 * Commits offsets without waiting for the answer. Of each partition only the newest is ever sent,
 * again and again until the broker has it: a lost answer must not leave a quiet partition looking
 * as if it lagged.
 *
 * <p>Each partition is touched by the consumer thread that has it, and by no other.
 */
@Slf4j
@RequiredArgsConstructor
class Commits implements ConsumerAwareRebalanceListener {

    /** Each commit is a write at the broker. */
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final StoppedPartitions stopped;
    private final LongSupplier nanoTime;

    /** Each consumer has a thread of its own. */
    private final ThreadLocal<Long> lastSent = new ThreadLocal<>();

    private final Map<TopicPartition, OffsetAndMetadata> unacknowledged = new ConcurrentHashMap<>();

    void commit(Map<TopicPartition, OffsetAndMetadata> progress, Consumer<?, ?> consumer) {
        unacknowledged.putAll(progress);
        sendNewest(consumer);
    }

    /**
     * At the next poll or in a moment, if the last time was just now. Only for what does no harm
     * when it is read again after a crash, as the inbox knows it.
     */
    void commitSoon(Map<TopicPartition, OffsetAndMetadata> progress, Consumer<?, ?> consumer) {
        unacknowledged.putAll(progress);
        if (isTime()) {
            sendNewest(consumer);
        }
    }

    private boolean isTime() {
        var last = lastSent.get();
        return last == null || nanoTime.getAsLong() - last >= BETWEEN.toNanos();
    }

    /** Told on the consumer's thread when a while has passed without records. */
    void onIdle(ListenerContainerIdleEvent event) {
        sendNewest(event.getConsumer());
    }

    private void sendNewest(Consumer<?, ?> consumer) {
        var newest = new HashMap<>(unacknowledged);
        newest.keySet().retainAll(consumer.assignment());
        if (!newest.isEmpty()) {
            lastSent.set(nanoTime.getAsLong());
            consumer.commitAsync(newest, this::answered);
        }
    }

    private void answered(
            Map<TopicPartition, OffsetAndMetadata> offsets, @Nullable Exception failed) {
        if (failed == null) {
            offsets.forEach(unacknowledged::remove);
        } else {
            log.info("Offsets are committed again later: {}", failed.toString());
        }
    }

    /** So that who gets them need not read again what is handled. */
    @Override
    public void onPartitionsRevokedBeforeCommit(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        sendNewest(consumer);
    }

    /** From now on somebody else knows best how far these are, and whether they stand still. */
    @Override
    public void onPartitionsRevokedAfterCommit(
            Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        partitions.forEach(unacknowledged::remove);
        partitions.forEach(stopped::goesOn);
    }

    @Override
    public void onPartitionsLost(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        onPartitionsRevokedAfterCommit(consumer, partitions);
    }
}
