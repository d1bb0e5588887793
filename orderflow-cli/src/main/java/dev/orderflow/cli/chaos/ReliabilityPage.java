package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The table in {@code docs/reliability.md}: what was measured, in the words of who measured it. The
 * rows of faults that were not part of a run stay as they are.
 */
public final class ReliabilityPage {

    static final String BEGIN = "<!-- rounds: written by ./orderflow chaos --write-docs -->";
    static final String END = "<!-- end of rounds -->";

    private static final List<String> HEAD =
            List.of(
                    "| fault | seed | due/s | fault s | orders | completed | cancelled | lost | doubled | broken | recovered | on |",
                    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|---|");

    private final Path file;

    public ReliabilityPage(Path file) {
        this.file = file;
    }

    /**
     * Takes these rows in, in place of older ones of the same faults.
     *
     * @throws StackProblem where the page cannot be written, or has no place for them
     */
    public void take(ChaosReport report, LocalDate today) {
        try {
            var lines = Files.readAllLines(file);
            int begin = lines.indexOf(BEGIN);
            int end = lines.indexOf(END);
            if (begin < 0 || end < begin) {
                throw new StackProblem(
                        "%s has no place for the table: it needs the lines '%s' and '%s'."
                                .formatted(file, BEGIN, END));
            }
            var page = new ArrayList<>(lines.subList(0, begin + 1));
            page.addAll(HEAD);
            rows(lines.subList(begin + 1, end), report, today).forEach(page::addAll);
            page.addAll(lines.subList(end, lines.size()));
            Files.writeString(file, String.join("\n", page) + "\n");
        } catch (IOException e) {
            throw new StackProblem("%s cannot be written (%s).".formatted(file, e.getMessage()), e);
        }
    }

    /** By fault, in the order of the catalogue. */
    private static Iterable<List<String>> rows(
            List<String> before, ChaosReport report, LocalDate today) {
        Map<String, List<String>> byFault = new LinkedHashMap<>();
        Stream.concat(Faults.each().stream().map(Fault::name), Stream.of("mix"))
                .forEach(it -> byFault.put(it, new ArrayList<>()));
        before.forEach(row -> byFault.getOrDefault(cell(row), new ArrayList<>()).add(row));
        report.results().stream()
                .map(Result::fault)
                .distinct()
                .forEach(it -> byFault.get(it).clear());
        report.results().forEach(it -> byFault.get(it.fault()).add(row(it, today)));
        return byFault.values();
    }

    private static String cell(String row) {
        return row.startsWith("| ") ? row.split("\\|")[1].strip() : "";
    }

    private static String row(Result it, LocalDate today) {
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %d | %d | %d | %d | %d | %s | %s | %s |",
                it.fault(),
                it.seed(),
                it.offered(),
                it.faultSeconds(),
                it.orders(),
                it.completed(),
                it.cancelled(),
                it.lost(),
                it.doubled(),
                ChaosReport.broken(it),
                ChaosReport.recovered(it),
                today);
    }
}
