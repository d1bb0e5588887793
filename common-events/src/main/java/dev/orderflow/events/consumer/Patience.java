package dev.orderflow.events.consumer;

import java.time.Duration;

/** How long one poll may be worked on: Kafka takes a consumer that does not poll for dead. */
record Patience(long endNanos) {

    static Patience of(Duration time) {
        return new Patience(System.nanoTime() + time.toNanos());
    }

    boolean isOver() {
        return System.nanoTime() - endNanos > 0;
    }
}
