package dev.orderflow.cli.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the orders have cost the system; what cannot be known of it is empty.
 *
 * @param cpuMsPerOrder by process, without the one that placed them
 * @param residentMb by process, at the end
 */
public record Costs(
        Map<String, Double> cpuMsPerOrder,
        Map<String, Double> residentMb,
        double eventsPerSecond,
        OptionalDouble commitsPerOrder,
        OptionalDouble flushesPerOrder) {

    static Costs of(Reading used, int orders, Duration time) {
        var cpu = new LinkedHashMap<String, Double>();
        used.cpu().forEach((name, taken) -> cpu.put(name, taken.toNanos() / 1e6 / orders));
        var memory = new LinkedHashMap<String, Double>();
        used.residentBytes().forEach((name, bytes) -> memory.put(name, bytes / 1048576.0));
        return new Costs(
                cpu,
                memory,
                used.events() / (time.toNanos() / 1e9),
                perOrder(used, "Com_commit", orders),
                perOrder(used, "Innodb_data_fsyncs", orders));
    }

    double totalCpuMsPerOrder() {
        return sum(cpuMsPerOrder);
    }

    double totalResidentMb() {
        return sum(residentMb);
    }

    private static double sum(Map<String, Double> byProcess) {
        return byProcess.values().stream().mapToDouble(Double::doubleValue).sum();
    }

    private static OptionalDouble perOrder(Reading used, String counter, int orders) {
        var counted = used.database().get(counter);
        return counted == null
                ? OptionalDouble.empty()
                : OptionalDouble.of((double) counted / orders);
    }
}
