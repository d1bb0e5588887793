package dev.orderflow.cli.chaos;

import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;

/** What people were told: what the system has promised. Thread-safe. */
abstract class Told {

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

    /** An answer that nothing explains. */
    void surprised(String answer) {
        contradictions.add(answer);
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
