package dev.orderflow.cli.chaos;

import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What customers were told: what the system has promised. Thread-safe. */
final class Told {

    private final Map<Integer, UUID> placed = new ConcurrentHashMap<>();
    private final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();
    private final ConcurrentLinkedQueue<String> contradictions = new ConcurrentLinkedQueue<>();
    private final LongAdder begun = new LongAdder();
    private final LongAdder over = new LongAdder();
    private final LongAdder repeated = new LongAdder();

    /** Somebody wants something, and will ask until there is an answer. */
    void begin() {
        begun.increment();
    }

    /** They have it. */
    void end() {
        over.increment();
    }

    /** No answer, or the answer to come again: they do. */
    void repeat() {
        repeated.increment();
    }

    /** The order is placed; the second time it must be the same. */
    void placed(int number, UUID order) {
        var before = placed.putIfAbsent(number, order);
        if (before != null && !before.equals(order)) {
            contradictions.add("one key, two orders: %s and %s".formatted(before, order));
        }
    }

    void cancelAccepted(UUID order) {
        cancelled.add(order);
    }

    /** An answer that nothing explains. */
    void surprised(String answer) {
        contradictions.add(answer);
    }

    Map<Integer, UUID> orders() {
        return placed;
    }

    boolean isToBeCancelled(UUID order) {
        return cancelled.contains(order);
    }

    Iterable<String> contradictions() {
        return contradictions;
    }

    /** How many still wait for an answer. */
    long unanswered() {
        return begun.sum() - over.sum();
    }

    long repetitions() {
        return repeated.sum();
    }
}
