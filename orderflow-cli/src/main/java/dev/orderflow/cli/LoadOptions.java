package dev.orderflow.cli;

import dev.orderflow.cli.bench.Load;
import dev.orderflow.cli.stack.StackProblem;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is asked of the measured system. */
final class LoadOptions {

    private static final int ORDERS = 10_000;
    private static final int WARM_UP = 5_000;
    private static final int ORDERS_ONE_AT_A_TIME = 200;
    private static final int WARM_UP_ONE_AT_A_TIME = 50;

    @Option(
            names = "--orders",
            paramLabel = "N",
            description = "How many are measured (default: 10000; 200 one at a time).")
    private @Nullable Integer orders;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            description = "How many are placed before (default: 5000; 50 one at a time).")
    private @Nullable Integer warmUp;

    @Option(
            names = "--connections",
            paramLabel = "N",
            defaultValue = "32",
            description = "How many customers call at the same time (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--open",
            paramLabel = "N",
            defaultValue = "512",
            description =
                    "How many orders are on their way at most; the next one waits (default: ${DEFAULT-VALUE}).")
    private int open;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Instead, place so many a second, come what may; latencies count from when an order was due.")
    private double rate;

    @Option(
            names = "--one-at-a-time",
            description =
                    "Instead, place each when the one before is completed: what an order takes on an idle system, by its own times.")
    private boolean oneAtATime;

    @Option(
            names = "--products",
            paramLabel = "N",
            defaultValue = "200",
            description =
                    "Each order has two of so many products (default: ${DEFAULT-VALUE}); with 1, that one alone.")
    private int products;

    @Option(
            names = "--hot",
            description = "Every order buys the same product and nothing else: --products 1.")
    private boolean hot;

    @Option(
            names = "--users",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "Who order in turn and pay by points; with 1, all from one account (default: ${DEFAULT-VALUE}).")
    private int users;

    @Option(
            names = "--poison",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Before N of every hundred orders, a record that is no event is put on each topic that an order travels by (default: ${DEFAULT-VALUE}).")
    private int poison;

    Load load() {
        if (oneAtATime && rate != 0) {
            throw new StackProblem("Either --one-at-a-time or --rate, not both.");
        }
        var alone = oneAtATime || open == 1 && rate == 0;
        return new Load(
                chosen(orders, alone ? ORDERS_ONE_AT_A_TIME : ORDERS),
                chosen(warmUp, alone ? WARM_UP_ONE_AT_A_TIME : WARM_UP),
                hot ? 1 : products,
                users,
                alone ? 1 : connections,
                alone ? 1 : open,
                rate,
                poison);
    }

    private static int chosen(@Nullable Integer value, int otherwise) {
        return value == null ? otherwise : value;
    }
}
