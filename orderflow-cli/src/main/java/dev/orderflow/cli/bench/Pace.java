package dev.orderflow.cli.bench;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * When each order is due.
 *
 * <p>At a rate, an order is due at its own time, however late the ones before it are; and its
 * latency counts from there, or a system that stalls would look as if nobody had come meanwhile.
 */
public final class Pace {

    private final long start;
    private final double microsBetween;

    private Pace(long start, double microsBetween) {
        this.start = start;
        this.microsBetween = microsBetween;
    }

    /** So many a second from then on. */
    public static Pace rate(long startMicros, double perSecond) {
        return new Pace(startMicros, 1e6 / perSecond);
    }

    /** Each as soon as somebody is there to place it. */
    static Pace unbounded(long startMicros) {
        return new Pace(startMicros, 0);
    }

    static Pace of(Load load) {
        return load.hasRate() ? rate(Clock.micros(), load.rate()) : unbounded(Clock.micros());
    }

    /** Where its latency counts from, given that it is really sent at this time. */
    long startOf(int number, long sentMicros) {
        return microsBetween == 0 ? sentMicros : due(number);
    }

    public void await(int number) {
        for (long left = due(number) - Clock.micros();
                left > 0;
                left = due(number) - Clock.micros()) {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(left));
        }
    }

    private long due(int number) {
        return start + Math.round(number * microsBetween);
    }
}
