package dev.orderflow.events.consumer;

import dev.orderflow.events.EventMetadata;
import java.util.ArrayList;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * What one poll brought, by partition, and what became of each record. What is settled up to the
 * first record that is not may be committed; the rest is read again.
 */
final class Poll {

    private final Map<TopicPartition, List<Arrival>> byPartition = new LinkedHashMap<>();
    private final Map<Arrival, EventMetadata> events = new IdentityHashMap<>();
    private final Map<Arrival, Outcome> outcomes = new IdentityHashMap<>();

    void add(Arrival arrival) {
        byPartition.computeIfAbsent(arrival.partition(), _ -> new ArrayList<>()).add(arrival);
    }

    Collection<List<Arrival>> partitions() {
        return byPartition.values();
    }

    void isEvent(Arrival arrival, EventMetadata event) {
        events.put(arrival, event);
    }

    /** Null where the record could not be read as an event of this service. */
    @Nullable EventMetadata event(Arrival arrival) {
        return events.get(arrival);
    }

    void settle(Arrival arrival, Outcome outcome) {
        outcomes.put(arrival, outcome);
    }

    /** It is to be read again, though something had been decided. */
    void unsettle(Arrival arrival) {
        outcomes.remove(arrival);
    }

    @Nullable Outcome outcome(Arrival arrival) {
        return outcomes.get(arrival);
    }

    /** Whether any record was written to another topic; read again, it would be once more. */
    boolean isPutAside() {
        return outcomes.values().stream()
                .anyMatch(it -> it instanceof Outcome.Retried || it instanceof Outcome.Dead);
    }

    /** Of one partition, in order, up to the first that is not settled. */
    List<Arrival> settled(List<Arrival> partition) {
        return partition.stream().takeWhile(outcomes::containsKey).toList();
    }

    /** Where each partition is to be read on. */
    Map<TopicPartition, OffsetAndMetadata> progress() {
        var progress = new LinkedHashMap<TopicPartition, OffsetAndMetadata>();
        byPartition.forEach(
                (partition, arrivals) -> {
                    var settled = settled(arrivals);
                    if (!settled.isEmpty()) {
                        var next = settled.getLast().record().offset() + 1;
                        progress.put(partition, new OffsetAndMetadata(next));
                    }
                });
        return progress;
    }
}
