package dev.orderflow.cli.bench;

import java.util.Locale;
import java.util.Map;

/**
 * How services handle what they are told: all events of a poll in one transaction, or each alone.
 */
public enum Mode {
    BATCH,
    RECORD;

    /** For the environment of every service. */
    public Map<String, String> variables() {
        return Map.of("APP_KAFKA_CONSUMER_BATCH", Boolean.toString(this == BATCH));
    }

    /** As in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
