package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A report for programs. What is not known is left out. */
public final class ReportJson {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private ReportJson() {}

    /**
     * @param invariantsHold what {@code verify} has said afterwards
     */
    public static ObjectNode of(Report report, boolean invariantsHold) {
        return of(report).put("invariantsHold", invariantsHold);
    }

    /** Of a system whose invariants cannot be looked at. */
    public static ObjectNode of(Report report) {
        var json = JSON.createObjectNode();
        var load = report.load();
        var asked = json.putObject("load");
        asked.put("orders", load.orders());
        asked.put("warmUp", load.warmUp());
        asked.put("products", load.products());
        asked.put("users", load.users());
        asked.put("connections", load.connections());
        if (load.hasRate()) {
            asked.put("rate", load.rate());
        } else {
            asked.put("open", load.open());
        }
        asked.put("poison", load.poison());
        json.put("acceptedPerSecond", rounded(report.acceptedPerSecond()));
        json.put("completedPerSecond", rounded(report.completedPerSecond()));
        putProcesses(
                json,
                "cpuMsPerOrder",
                report.costs().cpuMsPerOrder(),
                report.costs().totalCpuMsPerOrder());
        json.put("generatorCpuMsPerOrder", rounded(report.costs().generatorCpuMsPerOrder()));
        put(json, "processorsElsewhere", report.costs().processorsElsewhere());
        put(json.putObject("postMs"), report.postMs());
        put(json.putObject("postToCompletedMs"), report.postToCompletedMs());
        putProcesses(
                json, "residentMb", report.costs().residentMb(), report.costs().totalResidentMb());
        json.put("eventsPerSecond", rounded(report.costs().eventsPerSecond()));
        put(json, "databaseCommitsPerOrder", report.costs().commitsPerOrder());
        put(json, "databaseFlushesPerOrder", report.costs().flushesPerOrder());
        json.put("refused", report.refused());
        json.put("errors", report.errors());
        if (report.errors() > 0) {
            json.put("firstError", report.firstError());
        }
        json.put("notCompleted", report.notCompleted());
        return json;
    }

    /** The medians of either mode, each as a report has them. */
    public static ObjectNode of(Comparison comparison, boolean invariantsHold) {
        var json = JSON.createObjectNode();
        for (var mode : comparison.modes()) {
            var median = of(comparison.median(mode));
            var rounds = median.putArray("completedPerSecondOfRounds");
            comparison.completedPerSecond(mode).forEach(it -> rounds.add(rounded(it)));
            json.set(mode.toString(), median);
        }
        return json.put("ratio", rounded(comparison.ratio())).put("invariantsHold", invariantsHold);
    }

    /**
     * @throws StackProblem where the file cannot be written
     */
    public static void write(ObjectNode json, Path file) {
        try {
            Files.writeString(file, JSON.writeValueAsString(json) + "\n");
        } catch (IOException e) {
            throw new StackProblem("%s cannot be written (%s).".formatted(file, e.getMessage()), e);
        }
    }

    private static void putProcesses(
            ObjectNode json, String field, Map<String, Double> byProcess, double total) {
        if (byProcess.isEmpty()) {
            return;
        }
        var node = json.putObject(field);
        node.put("total", rounded(total));
        var each = node.putObject("byProcess");
        byProcess.forEach((name, value) -> each.put(name, rounded(value)));
    }

    private static void put(ObjectNode node, Percentiles millis) {
        node.put("p50", rounded(millis.p50()));
        node.put("p95", rounded(millis.p95()));
        node.put("p99", rounded(millis.p99()));
        node.put("max", rounded(millis.max()));
    }

    private static void put(ObjectNode json, String field, OptionalDouble value) {
        value.ifPresent(it -> json.put(field, rounded(it)));
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
