package dev.orderflow.cli.bench;

import java.util.Arrays;
import java.util.UUID;

/**
 * The orders that were placed, by number, and where the latency of each counts from.
 *
 * <p>Three arrays, as there may be a million of them. Each number is written by one thread.
 */
final class Placed {

    private final long[] high;
    private final long[] low;
    private final long[] start;

    Placed(int orders) {
        high = new long[orders];
        low = new long[orders];
        start = new long[orders];
    }

    void put(int number, UUID id, long startMicros) {
        high[number] = id.getMostSignificantBits();
        low[number] = id.getLeastSignificantBits();
        start[number] = startMicros;
    }

    int size() {
        return start.length;
    }

    UUID id(int number) {
        return new UUID(high[number], low[number]);
    }

    long startMicros(int number) {
        return start[number];
    }

    long firstMicros() {
        return Arrays.stream(start).min().orElseThrow();
    }
}
