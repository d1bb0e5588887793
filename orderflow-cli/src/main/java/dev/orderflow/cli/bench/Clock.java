package dev.orderflow.cli.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * The time of day, in microseconds: what orders bear the times of, so that both can be compared.
 */
public final class Clock {

    private Clock() {}

    public static long micros() {
        return micros(Instant.now());
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}
