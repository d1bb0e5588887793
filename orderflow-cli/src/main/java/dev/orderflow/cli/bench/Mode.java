package dev.orderflow.cli.bench;

import java.util.Locale;
import java.util.Map;

/** What is compared with what. */
public enum Mode {

    /** As it is: all events of a poll in one transaction, one instance of each service. */
    BATCH,

    /** Each event in a transaction of its own. */
    RECORD,

    /** In batches, with two instances of each service, which share the partitions. */
    INSTANCES;

    /** How many there are of each service. */
    public int instances() {
        return this == INSTANCES ? 2 : 1;
    }

    /** For the environment of every service. */
    public Map<String, String> variables() {
        return Map.of("APP_KAFKA_CONSUMER_BATCH", Boolean.toString(this != RECORD));
    }

    /** As in reports. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
