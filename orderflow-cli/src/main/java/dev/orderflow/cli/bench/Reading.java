package dev.orderflow.cli.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a system has used since it was started; what cannot be known of it is left out.
 *
 * @param cpu by process
 * @param generator the processor time of this process, which places the orders
 * @param machine for how long the machine's processors have been busy; zero where not known
 * @param residentBytes by process
 * @param database counters of the database, by their names there
 * @param events how many were ever published
 */
record Reading(
        Map<String, Duration> cpu,
        Duration generator,
        Duration machine,
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
        return new Reading(
                used,
                generator.minus(before.generator),
                machine.minus(before.machine),
                residentBytes,
                counted,
                events - before.events);
    }

    /** What of the machine's time neither the system nor this process has taken. */
    Duration elsewhere() {
        var ours = cpu.values().stream().reduce(generator, Duration::plus);
        return machine.compareTo(ours) > 0 ? machine.minus(ours) : Duration.ZERO;
    }
}
