package dev.orderflow.cli;

import dev.orderflow.cli.chaos.Chaos;
import dev.orderflow.cli.chaos.Faults;
import dev.orderflow.cli.chaos.ReliabilityPage;
import dev.orderflow.cli.chaos.Result;
import dev.orderflow.cli.stack.Ports;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.stack.StackSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "chaos",
        mixinStandardHelpOptions = true,
        description = {
            "Breaks a system of its own while orders are placed, and looks whether anything was lost, doubled or left open.",
            "It runs beside whatever else runs, on new data and on ports that nobody uses, and ends with the command."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:nothing was lost or doubled, every invariant holds, and all recovered",
            "1:something was, or one does not; it is shown"
        })
final class ChaosCommand implements Callable<Integer> {

    @Mixin private HomeOptions home;

    @Option(
            names = "--fault",
            paramLabel = "NAME",
            split = ",",
            defaultValue = "mix",
            description =
                    "Which, separated by commas; all: each of them, mix: some of them together (default: ${DEFAULT-VALUE}).")
    private List<String> faults;

    @Option(
            names = "--list",
            description = "Show what faults there are, and what should hold in each.")
    private boolean list;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description =
                    "What is left to chance depends on it (default: a new one, which is shown).")
    private @Nullable Long seed;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "1",
            description =
                    "How often each, with one seed after the other (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "100",
            description = "Orders a second, whatever the system says (default: ${DEFAULT-VALUE}).")
    private double rate;

    @Option(
            names = "--message-rate",
            paramLabel = "N",
            defaultValue = "50",
            description =
                    "Messages a second, where a fault is about message-service; all but 100 of them are sent 500 at once (default: ${DEFAULT-VALUE}).")
    private double messageRate;

    @Option(
            names = "--duration",
            paramLabel = "SECONDS",
            defaultValue = "15",
            description =
                    "How long a fault lasts that has no length of its own (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "12",
            description =
                    "How long orders come to a new system before anything is broken (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description = "Write the results to this file, too.")
    private @Nullable Path json;

    @Option(
            names = "--write-docs",
            description = "Write the results into the table of docs/reliability.md, too.")
    private boolean writeDocs;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        var out = spec.commandLine().getOut();
        if (list) {
            Faults.catalogue().forEach(out::println);
            return 0;
        }
        silenceWhatIsMeantToHappen();
        var plan = plan();
        var usual = home.settings();
        out.printf("seed %d, %.0f orders a second%n", plan.seed(), plan.rate());
        var report = new Chaos(own(usual), plan, out, eachResult(usual)).run();
        report.print(out);
        if (json != null) {
            report.write(json);
        }
        return report.isClean() ? 0 : Orderflow.EXIT_PROBLEM;
    }

    private Consumer<Result> eachResult(StackSettings usual) {
        if (!writeDocs) {
            return _ -> {};
        }
        var page = new ReliabilityPage(usual.project().resolve("docs").resolve("reliability.md"));
        return result -> page.take(result, LocalDate.now());
    }

    /** Our own clients of Kafka are cut off, and the mail server's are killed. */
    private static void silenceWhatIsMeantToHappen() {
        System.setProperty("org.slf4j.simpleLogger.log.org.apache.kafka.clients", "error");
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, problem) -> {
                    if (!thread.getName().startsWith("smtp:")) {
                        System.err.println(thread.getName() + ": " + problem);
                    }
                });
    }

    private Chaos.Plan plan() {
        Limits.check("--rounds", rounds, 1, 100);
        Limits.check("--duration", seconds, 1, 120);
        Limits.check("--warm-up", warmUp, 0, 120);
        if (!(rate >= 1 && rate <= 10_000)) {
            throw new StackProblem("--rate takes 1 to 10000 orders a second.");
        }
        if (!(messageRate >= 1 && messageRate <= 10_000)) {
            throw new StackProblem("--message-rate takes 1 to 10000 messages a second.");
        }
        return new Chaos.Plan(
                faults,
                seed == null ? ThreadLocalRandom.current().nextInt(1, 100_000) : seed,
                rounds,
                rate,
                messageRate,
                Duration.ofSeconds(seconds),
                Duration.ofSeconds(warmUp));
    }

    private static StackSettings own(StackSettings usual) {
        return usual.withHome(usual.home().resolve("chaos"))
                .withPrograms(usual.programs())
                .withPorts(Ports.free());
    }
}
