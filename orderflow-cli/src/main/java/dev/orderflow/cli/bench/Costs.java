package dev.orderflow.cli.bench;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What the orders have cost the system; what cannot be known of it is empty.
 *
 * @param cpuMsPerOrder by process, without the one that placed them
 * @param generatorCpuMsPerOrder of the one that placed them
 * @param processorsElsewhere how many processors were busy with other things all the time: what
 *     else ran on this machine
 * @param residentMb by process, at the end
 */
public record Costs(
        Map<String, Double> cpuMsPerOrder,
        double generatorCpuMsPerOrder,
        OptionalDouble processorsElsewhere,
        Map<String, Double> residentMb,
        double eventsPerSecond,
        OptionalDouble commitsPerOrder,
        OptionalDouble flushesPerOrder) {

    static Costs of(Reading used, int orders, Duration time) {
        var cpu = new LinkedHashMap<String, Double>();
        used.cpu().forEach((name, taken) -> cpu.put(name, millis(taken) / orders));
        var memory = new LinkedHashMap<String, Double>();
        used.residentBytes().forEach((name, bytes) -> memory.put(name, bytes / 1048576.0));
        return new Costs(
                cpu,
                millis(used.generator()) / orders,
                used.machine().isZero()
                        ? OptionalDouble.empty()
                        : OptionalDouble.of(millis(used.elsewhere()) / millis(time)),
                memory,
                used.events() * 1000 / millis(time),
                perOrder(used, "Com_commit", orders),
                perOrder(used, "Innodb_data_fsyncs", orders));
    }

    private static double millis(Duration duration) {
        return duration.toNanos() / 1e6;
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
