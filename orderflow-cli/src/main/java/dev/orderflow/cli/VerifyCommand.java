package dev.orderflow.cli;

import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.verify.Breach;
import dev.orderflow.cli.verify.Invariant;
import dev.orderflow.cli.verify.InvariantGauges;
import dev.orderflow.cli.verify.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
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

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "Look again and again, until Ctrl-C.")
    private @Nullable Integer everySeconds;

    @Option(
            names = "--metrics-port",
            paramLabel = "PORT",
            description =
                    "With --every: what was found last is at http://127.0.0.1:PORT/metrics for Prometheus.")
    private @Nullable Integer metricsPort;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        if (everySeconds != null) {
            return lookForever(everySeconds);
        }
        if (metricsPort != null) {
            throw new StackProblem("--metrics-port goes with --every.");
        }
        return verify(system.of(home), grace(), spec.commandLine().getOut())
                ? 0
                : Orderflow.EXIT_PROBLEM;
    }

    private int lookForever(int seconds) throws InterruptedException {
        Limits.check("--every", seconds, 1, 86_400);
        var out = spec.commandLine().getOut();
        try (var gauges = InvariantGauges.serve(metricsPort == null ? 0 : metricsPort)) {
            out.printf("Gauges: http://127.0.0.1:%d/metrics%n", gauges.port());
            while (true) {
                try {
                    var report = run(system.of(home), grace());
                    gauges.show(report, Instant.now());
                    print(report, out);
                } catch (StackProblem away) {
                    // It may be back next time; that nobody could look shows in the gauges, too.
                    out.println(away.getMessage());
                }
                out.flush();
                Thread.sleep(Duration.ofSeconds(seconds));
            }
        } catch (IOException e) {
            throw new StackProblem("Port %d is in use.".formatted(metricsPort), e);
        }
    }

    private Duration grace() {
        return Duration.ofSeconds(graceSeconds);
    }

    /** Whether every invariant holds. */
    static boolean verify(RunningSystem system, Duration grace, PrintWriter out) {
        var report = run(system, grace);
        print(report, out);
        return report.isClean();
    }

    private static void print(Verification.Report report, PrintWriter out) {
        out.printf("%d orders and %d events looked at%n", report.orders(), report.events());
        for (var invariant : Invariant.values()) {
            var count = report.count(invariant);
            out.printf(
                    "  %-4s %-14s %s%n",
                    invariant,
                    invariant.title(),
                    count == 0
                            ? "holds"
                            : "BROKEN %d times: %s".formatted(count, invariant.promise()));
            print(report.of(invariant), out);
        }
        out.println("What does not show in a running system:");
        Arrays.stream(Invariant.values())
                .filter(it -> !it.beyond().isEmpty())
                .forEach(it -> out.printf("  %-4s %s%n", it, it.beyond()));
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
