package dev.orderflow.cli.chaos;

import dev.orderflow.cli.stack.StackProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The table in {@code docs/reliability.md}: what was measured, in the words of who measured it. A
 * row is a fault and a seed; those that were not part of a run stay as they are.
 */
public final class ReliabilityPage {

    static final String BEGIN = "<!-- rounds: written by ./orderflow chaos --write-docs -->";
    static final String END = "<!-- end of rounds -->";

    private static final List<String> HEAD =
            List.of(
                    "| fault | seed | due/s | fault s | orders | completed | cancelled | lost | doubled | broken | recovered | on |",
                    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|---|");

    private static final Pattern ROW = Pattern.compile("\\| [a-z-]+ \\| -?\\d+ \\|.*");

    private final Path file;

    public ReliabilityPage(Path file) {
        this.file = file;
    }

    /**
     * Takes this row in, in place of an older one of the same fault and seed.
     *
     * @throws StackProblem where the page cannot be written, or has no place for them
     */
    public void take(Result result, LocalDate today) {
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
            page.addAll(rows(lines.subList(begin + 1, end), result, today));
            page.addAll(lines.subList(end, lines.size()));
            Files.writeString(file, String.join("\n", page) + "\n");
        } catch (IOException e) {
            throw new StackProblem("%s cannot be written (%s).".formatted(file, e.getMessage()), e);
        }
    }

    /** By fault, in the order of the catalogue, and by seed. */
    private static Collection<String> rows(List<String> before, Result result, LocalDate today) {
        var faults =
                Stream.concat(Faults.each().stream().map(Fault::name), Stream.of("mix")).toList();
        var rows =
                new TreeMap<Place, String>(
                        Comparator.<Place>comparingInt(it -> faults.indexOf(it.fault()))
                                .thenComparing(Place::seed));
        before.stream()
                .filter(ROW.asMatchPredicate())
                .filter(it -> faults.contains(Place.of(it).fault()))
                .forEach(it -> rows.put(Place.of(it), it));
        rows.put(new Place(result.fault(), result.seed()), row(result, today));
        return rows.values();
    }

    private record Place(String fault, long seed) {

        static Place of(String row) {
            var cells = row.split("\\|");
            return new Place(cells[1].strip(), Long.parseLong(cells[2].strip()));
        }
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
