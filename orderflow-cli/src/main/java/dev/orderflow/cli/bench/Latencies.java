package dev.orderflow.cli.bench;

import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Many durations, of which a few figures are wanted. Thread-safe. */
final class Latencies {

    private static final int DIGITS = 3;

    private final Histogram micros = new ConcurrentHistogram(DIGITS);

    /** Clocks of two machines may say that something ended before it began. */
    void add(long durationMicros) {
        micros.recordValue(Math.max(0, durationMicros));
    }

    Percentiles percentiles() {
        return new Percentiles(millis(50), millis(95), millis(99), millis(100));
    }

    private double millis(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1000.0;
    }
}
