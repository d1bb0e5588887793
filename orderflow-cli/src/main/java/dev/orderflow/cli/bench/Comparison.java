package dev.orderflow.cli.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Batch mode and another one, measured in turn, so that what the machine does beside falls on both.
 *
 * @param other what batch mode is compared with
 * @param rounds by mode, in the order in which they were run
 */
public record Comparison(Mode other, Map<Mode, List<Report>> rounds) {

    /** Measures one mode, on a system without orders. */
    @FunctionalInterface
    public interface Measurement {
        Report run(Mode mode) throws InterruptedException;
    }

    /** A B A B, so many times. */
    public static Comparison run(Mode other, int rounds, Measurement measurement)
            throws InterruptedException {
        var reports = new EnumMap<Mode, List<Report>>(Mode.class);
        var both = List.of(Mode.BATCH, other);
        for (var round = 0; round < rounds; round++) {
            for (var mode : both) {
                reports.computeIfAbsent(mode, _ -> new ArrayList<>()).add(measurement.run(mode));
            }
        }
        return new Comparison(other, reports);
    }

    /** Which modes were measured. */
    public Set<Mode> modes() {
        return rounds.keySet();
    }

    /** Each figure is the median of that figure. */
    public Report median(Mode mode) {
        return Medians.of(rounds.get(mode));
    }

    /** How many times as many orders a second are completed in batch mode. */
    public double ratio() {
        return median(Mode.BATCH).completedPerSecond() / median(other).completedPerSecond();
    }

    /** The completed orders a second of each round. */
    public List<Double> completedPerSecond(Mode mode) {
        return rounds.get(mode).stream().map(Report::completedPerSecond).toList();
    }

    public boolean isClean() {
        return rounds.values().stream().flatMap(List::stream).allMatch(Report::isClean);
    }
}
