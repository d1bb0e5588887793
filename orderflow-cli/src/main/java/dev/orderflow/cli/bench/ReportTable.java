package dev.orderflow.cli.bench;

import java.io.PrintWriter;
import java.util.stream.Collectors;

/** A report for people. */
public final class ReportTable {

    private ReportTable() {}

    public static void print(Report report, PrintWriter out) {
        var costs = report.costs();
        out.printf("%n%s%n%n", report.load());
        out.printf("  accepted              %,10.0f /s%n", report.acceptedPerSecond());
        out.printf("  completed             %,10.0f /s%n", report.completedPerSecond());
        out.printf("  events published      %,10.0f /s%n", costs.eventsPerSecond());
        out.printf("%n  %-20s %9s %9s %9s %9s%n", "milliseconds", "p50", "p95", "p99", "max");
        print("POST", report.postMs(), out);
        print("POST to COMPLETED", report.postToCompletedMs(), out);
        if (!costs.cpuMsPerOrder().isEmpty()) {
            out.printf("%n  %-22s %10s %13s%n", "process", "CPU/order", "memory");
            costs.cpuMsPerOrder()
                    .forEach(
                            (name, cpu) ->
                                    row(
                                            name,
                                            cpu,
                                            costs.residentMb().getOrDefault(name, 0.0),
                                            out));
            row("together", costs.totalCpuMsPerOrder(), costs.totalResidentMb(), out);
        }
        out.printf(
                "%n  load generator        %10.2f ms an order, not counted above%n",
                costs.generatorCpuMsPerOrder());
        costs.processorsElsewhere()
                .ifPresent(it -> out.printf("  busy with other things%10.2f processors%n", it));
        costs.commitsPerOrder()
                .ifPresent(it -> out.printf("  database commits      %10.2f an order%n", it));
        costs.flushesPerOrder()
                .ifPresent(it -> out.printf("  database flushes      %10.2f an order%n", it));
        out.printf("  told to come later    %,10d times%n", report.refused());
        out.printf(
                "  errors                %,10d%s%n",
                report.errors(), report.errors() == 0 ? "" : ", the first: " + report.firstError());
        out.printf("  not completed         %,10d%n%n", report.notCompleted());
        out.flush();
    }

    public static void print(Comparison comparison, PrintWriter out) {
        for (var mode : comparison.modes()) {
            out.printf("%nMedians in mode %s:%n", mode);
            print(comparison.median(mode), out);
        }
        out.printf("  %-10s %14s   %s%n", "mode", "completed /s", "in each round");
        for (var mode : comparison.modes()) {
            out.printf(
                    "  %-10s %,14.0f   %s%n",
                    mode,
                    comparison.median(mode).completedPerSecond(),
                    comparison.completedPerSecond(mode).stream()
                            .map(it -> "%,.0f".formatted(it))
                            .collect(Collectors.joining(", ")));
        }
        out.printf(
                "  %-10s %14.2f   batch : %s%n%n", "ratio", comparison.ratio(), comparison.other());
        out.flush();
    }

    private static void print(String what, Percentiles millis, PrintWriter out) {
        out.printf(
                "  %-20s %9.1f %9.1f %9.1f %9.1f%n",
                what, millis.p50(), millis.p95(), millis.p99(), millis.max());
    }

    private static void row(String name, double cpuMs, double memoryMb, PrintWriter out) {
        out.printf("  %-22s %7.2f ms %10.0f MB%n", name, cpuMs, memoryMb);
    }
}
