package dev.orderflow.events.consumer;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.common.TopicPartition;

/**
 * Partitions whose next record could neither be handled nor put aside. They are tried again at
 * growing intervals, for ever: no record is given up because its dead-letter topic is missing.
 */
@RequiredArgsConstructor
class StoppedPartitions {

    private static final int LONGEST_PAUSE_SECONDS = 30;

    private final Waits waits;
    private final Clock clock;
    private final Map<TopicPartition, Integer> failures = new ConcurrentHashMap<>();

    void stop(Arrival first) {
        var times = failures.merge(first.partition(), 1, Integer::sum);
        var pause = Math.min(LONGEST_PAUSE_SECONDS, 1 << Math.min(times, 5));
        waits.pause(first, clock.instant().plus(Duration.ofSeconds(pause)));
    }

    void goesOn(TopicPartition partition) {
        failures.remove(partition);
    }

    Collection<TopicPartition> now() {
        return failures.keySet();
    }
}
