package dev.orderflow.cli;

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
        footer = {
            "",
            "Of docker compose:  "
                    + SystemOptions.PASSWORD
                    + "=... ./orderflow verify --bootstrap-server localhost:9092 --database-url jdbc:mysql://localhost:3306/"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:every invariant holds", "1:one does not; its rows are shown"})
final class VerifyCommand implements Callable<Integer> {

    @Mixin private HomeOptions home;

    @Mixin private SystemOptions system;

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
        return verify(
                        system.of(home),
                        Duration.ofSeconds(graceSeconds),
                        spec.commandLine().getOut())
                ? 0
                : Orderflow.EXIT_PROBLEM;
    }

    /** Whether every invariant holds. */
    static boolean verify(RunningSystem system, Duration grace, PrintWriter out) {
        var report = run(system, grace);
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

    private static Verification.Report run(RunningSystem system, Duration grace) {
        try {
            return new Verification(
                            system.databaseUrl(),
                            system.databaseUser(),
                            system.databasePassword(),
                            system.broker(),
                            grace)
                    .run();
        } catch (SQLException e) {
            throw new StackProblem(
                    "The databases cannot be read at %s (%s); is everything up?"
                            .formatted(system.databaseUrl(), e.getMessage()),
                    e);
        } catch (KafkaException e) {
            throw new StackProblem(
                    "The topics cannot be read at %s (%s); is everything up?"
                            .formatted(system.broker(), e.getMessage()),
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
