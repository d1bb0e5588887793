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
 * The tables in {@code docs/reliability.md}: what was measured, in the words of who measured it. A
 * row is a fault and a seed; those that were not part of a run stay as they are.
 */
public final class ReliabilityPage {

    /** Of what became of the orders. */
    static final Table ROUNDS =
            new Table(
                    "<!-- rounds: written by ./orderflow chaos --write-docs -->",
                    "<!-- end of rounds -->",
                    "| fault | seed | due/s | fault s | orders | completed | cancelled | lost | doubled | broken | recovered | on |",
                    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|---|");

    /** Of what became of the messages, where there were any. */
    static final Table MESSAGES =
            new Table(
                    "<!-- messages: written by ./orderflow chaos --write-docs -->",
                    "<!-- end of messages -->",
                    "| fault | seed | due/s | written/s | fault s | told of | not answered | read | deleted | lost | doubled | broken | recovered | on |",
                    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|---:|---|");

    private static final Pattern ROW = Pattern.compile("\\| [a-z-]+ \\| -?\\d+ \\|.*");

    private final Path file;

    public ReliabilityPage(Path file) {
        this.file = file;
    }

    /** Rows stand between its first line and its last; its head has the two lines above them. */
    record Table(String begin, String end, String names, String alignment) {}

    /**
     * Takes its rows in, in place of older ones of the same fault and seed.
     *
     * @throws StackProblem where the page cannot be written, or has no place for them
     */
    public void take(Result result, LocalDate today) {
        try {
            var page = with(row(result, today), result, ROUNDS, Files.readAllLines(file));
            if (!result.written().isNothing()) {
                page = with(messagesRow(result, today), result, MESSAGES, page);
            }
            Files.writeString(file, String.join("\n", page) + "\n");
        } catch (IOException e) {
            throw new StackProblem("%s cannot be written (%s).".formatted(file, e.getMessage()), e);
        }
    }

    private List<String> with(String row, Result result, Table table, List<String> lines) {
        int begin = lines.indexOf(table.begin());
        int end = lines.indexOf(table.end());
        if (begin < 0 || end < begin) {
            throw new StackProblem(
                    "%s has no place for the table: it needs the lines '%s' and '%s'."
                            .formatted(file, table.begin(), table.end()));
        }
        var page = new ArrayList<>(lines.subList(0, begin + 1));
        page.add(table.names());
        page.add(table.alignment());
        page.addAll(rows(lines.subList(begin + 1, end), result, row));
        page.addAll(lines.subList(end, lines.size()));
        return page;
    }

    /** By fault, in the order of the catalogue, and by seed. */
    private static Collection<String> rows(List<String> before, Result result, String row) {
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
        rows.put(new Place(result.fault(), result.seed()), row);
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

    private static String messagesRow(Result it, LocalDate today) {
        var written = it.written();
        return String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f | %.0f | %d | %d | %d | %d | %d | %d | %s | %s | %s |",
                it.fault(),
                it.seed(),
                written.due(),
                written.perSecond(),
                it.faultSeconds(),
                written.told(),
                written.untold(),
                written.read(),
                written.deleted(),
                it.lost(),
                it.doubled(),
                ChaosReport.broken(it),
                ChaosReport.recovered(it),
                today);
    }
}
