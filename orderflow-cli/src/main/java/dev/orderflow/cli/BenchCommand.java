package dev.orderflow.cli;

import dev.orderflow.cli.bench.Bench;
import dev.orderflow.cli.bench.BenchTarget;
import dev.orderflow.cli.bench.ReportJson;
import dev.orderflow.cli.bench.ReportTable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description =
                "Measures how fast orders are taken and completed, and what one costs; then verifies.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every order was completed and every invariant holds",
            "1:one was not, or does not"
        })
final class BenchCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(5);

    @Mixin private HomeOptions home;
    @Mixin private LoadOptions load;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the figures to this file, too.")
    private @Nullable Path json;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var asked = load.load();
        var out = spec.commandLine().getOut();
        var stack = home.runningStack();
        out.println(asked);
        var report = new Bench(BenchTarget.of(stack), out, isTerminal()).run(asked);
        ReportTable.print(report, out);
        out.println("Looking whether anything was lost, doubled or left open ...");
        var clean = VerifyCommand.verify(stack, GRACE, out);
        if (json != null) {
            ReportJson.write(ReportJson.of(report, clean), json);
        }
        return clean && report.isClean() ? 0 : Orderflow.EXIT_PROBLEM;
    }

    private static boolean isTerminal() {
        var console = System.console();
        return console != null && console.isTerminal();
    }
}
