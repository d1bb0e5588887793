package dev.orderflow.cli.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** One report of several: each figure is the median of that figure. What went wrong adds up. */
record Medians(List<Report> reports) {

    static Report of(List<Report> reports) {
        return new Medians(reports).report();
    }

    private Report report() {
        return new Report(
                reports.getFirst().load(),
                median(Report::acceptedPerSecond),
                median(Report::completedPerSecond),
                percentiles(Report::postMs),
                percentiles(Report::postToCompletedMs),
                new Costs(
                        byProcess(it -> it.costs().cpuMsPerOrder()),
                        median(it -> it.costs().generatorCpuMsPerOrder()),
                        known(it -> it.costs().processorsElsewhere()),
                        byProcess(it -> it.costs().residentMb()),
                        median(it -> it.costs().eventsPerSecond()),
                        known(it -> it.costs().commitsPerOrder()),
                        known(it -> it.costs().flushesPerOrder())),
                reports.stream().mapToLong(Report::refused).sum(),
                reports.stream().mapToLong(Report::errors).sum(),
                reports.stream()
                        .map(Report::firstError)
                        .filter(it -> !it.isEmpty())
                        .findFirst()
                        .orElse(""),
                reports.stream().mapToInt(Report::notCompleted).sum());
    }

    private Percentiles percentiles(Function<Report, Percentiles> which) {
        return new Percentiles(
                median(it -> which.apply(it).p50()),
                median(it -> which.apply(it).p95()),
                median(it -> which.apply(it).p99()),
                median(it -> which.apply(it).max()));
    }

    private Map<String, Double> byProcess(Function<Report, Map<String, Double>> which) {
        var medians = new LinkedHashMap<String, Double>();
        for (var name : which.apply(reports.getFirst()).keySet()) {
            medians.put(name, median(it -> which.apply(it).getOrDefault(name, 0.0)));
        }
        return medians;
    }

    private OptionalDouble known(Function<Report, OptionalDouble> which) {
        return which.apply(reports.getFirst()).isEmpty()
                ? OptionalDouble.empty()
                : OptionalDouble.of(median(it -> which.apply(it).orElse(0)));
    }

    /** Of an even number, the mean of the two in the middle. */
    private double median(ToDoubleFunction<Report> figure) {
        var sorted = reports.stream().mapToDouble(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
