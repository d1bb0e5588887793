package dev.orderflow.cli.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a system has used since it was started; what cannot be known of it is left out.
 *
 * @param cpu by process
 * @param residentBytes by process
 * @param database counters of the database, by their names there
 * @param events how many were ever published
 */
record Reading(
        Map<String, Duration> cpu,
        Map<String, Long> residentBytes,
        Map<String, Long> database,
        long events) {

    /** What was used between then and now; memory is what there is now. */
    Reading since(Reading before) {
        var used = new LinkedHashMap<String, Duration>();
        cpu.forEach(
                (name, now) -> {
                    var then = before.cpu.get(name);
                    if (then != null) {
                        used.put(name, now.minus(then));
                    }
                });
        var counted = new LinkedHashMap<String, Long>();
        database.forEach(
                (name, now) -> counted.put(name, now - before.database.getOrDefault(name, 0L)));
        return new Reading(used, residentBytes, counted, events - before.events);
    }
}
