package dev.orderflow.events.consumer;

import dev.orderflow.events.consumer.DeadLetters.Reason;

/** What became of a record. Each record has exactly one before its offset is committed. */
sealed interface Outcome {

    /**
     * @param nanos how long it took; of a batch, its share
     */
    record Handled(Delivery.Readable<?> delivery, long nanos) implements Outcome {}

    /** It was handled before, perhaps under another offset. */
    record Duplicate(Delivery.Readable<?> delivery) implements Outcome {}

    /** It is of a known type, but not one of those that are wanted. */
    record Filtered(Delivery.Readable<?> delivery) implements Outcome {}

    record Skipped(String why) implements Outcome {}

    /** It goes to the next retry topic. */
    record Retried(Throwable cause) implements Outcome {}

    /** It goes to the dead-letter topic. */
    record Dead(Reason reason, Throwable cause) implements Outcome {}
}
