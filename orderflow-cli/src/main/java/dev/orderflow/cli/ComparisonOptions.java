package dev.orderflow.cli;

import dev.orderflow.cli.bench.Load;
import dev.orderflow.cli.bench.Mode;
import dev.orderflow.cli.stack.StackProblem;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Whether and how two modes are compared. */
final class ComparisonOptions {

    @Option(
            names = "--compare",
            paramLabel = "record|instances",
            description = {
                "Measure batch mode and, in turn, each event in a transaction of its own (record) or two instances of each"
                        + " service (instances), on a stack that is started for each round on ports of its own and"
                        + " with new data, and deleted afterwards: what else runs is not touched."
            })
    private @Nullable Mode other;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "3",
            description = "How many times each mode is measured (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--record-orders",
            paramLabel = "N",
            description = "How many orders a round in record mode has (default: as many).")
    private @Nullable Integer recordOrders;

    boolean areSet() {
        if (other == Mode.BATCH) {
            throw new StackProblem(
                    "--compare takes record or instances: batch is what they are compared with.");
        }
        return other != null;
    }

    Mode other() {
        return Objects.requireNonNull(other, "checked before");
    }

    int rounds() {
        Limits.check("--rounds", rounds, 1, 100);
        return rounds;
    }

    /** What is asked in that mode; with fewer orders, the warm-up is shorter by as much. */
    Load inOtherMode(Load usual) {
        if (recordOrders == null) {
            return usual;
        }
        if (other != Mode.RECORD) {
            throw new StackProblem("--record-orders belongs to --compare record.");
        }
        Limits.check("--record-orders", recordOrders, 1, 1_000_000);
        return usual.withOrders(
                recordOrders, (int) ((long) usual.warmUp() * recordOrders / usual.orders()));
    }
}
