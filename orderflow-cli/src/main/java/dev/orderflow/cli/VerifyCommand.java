package dev.orderflow.cli;

import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.verify.Breach;
import dev.orderflow.cli.verify.Invariant;
import dev.orderflow.cli.verify.Verification;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description =
                "Checks over all databases and topics that nothing was lost, doubled or left open.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every invariant holds", "1:one does not; its rows are shown"})
final class VerifyCommand implements Callable<Integer> {

    @Mixin private HomeOptions home;

    @Option(
            names = "--grace",
            paramLabel = "SECONDS",
            defaultValue = "30",
            description =
                    "What may still be on its way is left alone for so long (default: ${DEFAULT-VALUE}).")
    private int graceSeconds;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        var stack = home.runningStack();
        return verify(stack, Duration.ofSeconds(graceSeconds), spec.commandLine().getOut())
                ? 0
                : Orderflow.EXIT_PROBLEM;
    }

    /** Whether every invariant holds. */
    static boolean verify(RunningStack stack, Duration grace, PrintWriter out) {
        var report = run(stack, grace);
        out.printf("%d orders and %d events looked at%n", report.orders(), report.events());
        for (var invariant : Invariant.values()) {
            var breaches = report.of(invariant);
            out.printf(
                    "  %-4s %-14s %s%n",
                    invariant,
                    invariant.title(),
                    breaches.isEmpty() ? "holds" : "BROKEN: " + invariant.promise());
            print(breaches, out);
        }
        return report.isClean();
    }

    private static Verification.Report run(RunningStack stack, Duration grace) {
        try {
            return new Verification(
                            stack.jdbcUrl("order_service"),
                            "verify",
                            stack.password("verify"),
                            "127.0.0.1:" + stack.ports().kafka(),
                            grace)
                    .run();
        } catch (SQLException e) {
            throw new StackProblem(
                    "The databases cannot be read (%s); is everything up? See ./orderflow status."
                            .formatted(e.getMessage()),
                    e);
        } catch (KafkaException e) {
            throw new StackProblem(
                    "The topics cannot be read (%s); is everything up? See ./orderflow status."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private static void print(List<Breach> breaches, PrintWriter out) {
        breaches.stream()
                .collect(Collectors.groupingBy(Breach::what))
                .forEach(
                        (what, cases) -> {
                            out.printf("         %s:%n", what);
                            cases.forEach(it -> out.printf("           %s%n", it.where()));
                        });
    }
}
