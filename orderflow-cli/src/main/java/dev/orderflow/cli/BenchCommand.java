package dev.orderflow.cli;

import dev.orderflow.cli.bench.Bench;
import dev.orderflow.cli.bench.BenchTarget;
import dev.orderflow.cli.bench.Comparison;
import dev.orderflow.cli.bench.Load;
import dev.orderflow.cli.bench.Mode;
import dev.orderflow.cli.bench.Report;
import dev.orderflow.cli.bench.ReportJson;
import dev.orderflow.cli.bench.ReportTable;
import dev.orderflow.cli.bench.Seed;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ObjectNode;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures how fast orders are taken and completed, and what one costs; then verifies.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every order was completed, without errors, and every invariant holds",
            "1:one was not, or does not"
        })
final class BenchCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(5);

    @Mixin private HomeOptions home;
    @Mixin private LoadOptions load;
    @Mixin private TargetOptions target;
    @Mixin private ComparisonOptions comparison;

    @Option(
            names = "--seed-orders",
            paramLabel = "N",
            defaultValue = "0",
            description =
                    "Before, fill the databases of the stack on this machine with so many orders of past weeks, for good.")
    private int seedOrders;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures to this file, too.")
    private @Nullable Path json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var asked = load.load();
        Limits.check("--seed-orders", seedOrders, 0, 1_000_000);
        if (target.areSet() && comparison.areSet()) {
            throw new StackProblem("Either --compare or --url, not both.");
        }
        if (seedOrders > 0 && (target.areSet() || comparison.areSet())) {
            throw new StackProblem(
                    "--seed-orders fills the stack on this machine: no --url and no --compare with it.");
        }
        var good =
                comparison.areSet()
                        ? compare(asked)
                        : target.areSet()
                                ? measureThere(asked, target.target())
                                : measureHere(asked, home.runningStack());
        return good ? 0 : Orderflow.EXIT_PROBLEM;
    }

    private boolean measureHere(Load asked, RunningStack stack) {
        if (seedOrders > 0) {
            out().printf("Filling the databases with %,d orders ...%n", seedOrders);
            new Seed(stack, out(), isTerminal()).plant(seedOrders);
        }
        var report = measure(asked, BenchTarget.of(stack));
        var holds = verify(stack);
        write(ReportJson.of(report, holds));
        return holds && report.isClean();
    }

    private boolean measureThere(Load asked, BenchTarget system) {
        var report = measure(asked, system);
        out().println("Not verified: the databases of that system are not known here.");
        write(ReportJson.of(report));
        return report.isClean();
    }

    private boolean compare(Load asked) throws InterruptedException {
        var inOtherMode = comparison.inOtherMode(asked);
        var holds = new AtomicBoolean(true);
        var compared =
                Comparison.run(
                        comparison.other(),
                        comparison.rounds(),
                        mode -> {
                            out().printf("%nMode %s, on a stack of its own ...%n", mode);
                            try (var own = OwnStack.start(home.settings(), mode, out())) {
                                var report =
                                        measure(
                                                mode == Mode.BATCH ? asked : inOtherMode,
                                                BenchTarget.of(own.running()));
                                holds.compareAndSet(true, verify(own.running()));
                                return report;
                            }
                        });
        ReportTable.print(compared, out());
        write(ReportJson.of(compared, holds.get()));
        return holds.get() && compared.isClean();
    }

    private Report measure(Load asked, BenchTarget system) {
        out().println(asked);
        var report = new Bench(system, out(), isTerminal()).run(asked);
        ReportTable.print(report, out());
        return report;
    }

    private boolean verify(RunningStack stack) {
        out().println("Looking whether anything was lost, doubled or left open ...");
        return VerifyCommand.verify(RunningSystem.of(stack), GRACE, out());
    }

    private void write(ObjectNode figures) {
        if (json != null) {
            ReportJson.write(figures, json);
        }
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
