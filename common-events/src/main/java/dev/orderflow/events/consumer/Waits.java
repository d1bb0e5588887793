package dev.orderflow.events.consumer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.common.TopicPartition;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;

/**
 * Partitions that are not read for a while. The consumer thread does not wait with them: the
 * partition is paused, and the others go on.
 */
@RequiredArgsConstructor
class Waits {

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final TaskScheduler scheduler;
    private final Clock clock;
    private final Map<TopicPartition, Wait> waits = new ConcurrentHashMap<>();

    private record Wait(long offset, Instant until) {}

    /**
     * Whether this record's time has come. Once a record has been waited for, it is not asked
     * again: nothing that is written in a record can hold up its partition for good.
     */
    boolean isDue(Arrival arrival, Instant due) {
        var waited = waits.get(arrival.partition());
        var until =
                waited != null && waited.offset() == arrival.record().offset()
                        ? waited.until()
                        : due;
        if (!until.isAfter(clock.instant())) {
            waits.remove(arrival.partition());
            return true;
        }
        pause(arrival, until);
        return false;
    }

    /** Reads the partition on from this record, after a while. */
    void pause(Arrival first, Instant until) {
        var partition = first.partition();
        waits.put(partition, new Wait(first.record().offset(), until));
        container.pausePartition(partition);
        var left = Duration.between(clock.instant(), until);
        scheduler.schedule(() -> container.resumePartition(partition), Instant.now().plus(left));
    }
}
