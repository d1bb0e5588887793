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
import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.rest.BearerToken;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
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
        footer = {
            "",
            "Of another system, name services and broker, and its databases to have it verified. Its clock must agree with this",
            "machine's; its processor time and memory are not known. With a token, all orders are of the one whom it names.",
            "  "
                    + SystemOptions.PASSWORD
                    + "=... ./orderflow bench --service-url order=http://localhost:8080 \\",
            "    --service-url inventory=http://localhost:8081 --service-url payment=http://localhost:8082 \\",
            "    --bootstrap-server localhost:9092 --database-url jdbc:mysql://localhost:3306/"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:every order was completed, without errors, and every invariant holds",
            "1:one was not, or does not"
        })
final class BenchCommand implements Callable<Integer> {

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** Which are called; the others only hear of it. */
    private static final Set<Service> CALLED =
            Set.of(Service.ORDER, Service.INVENTORY, Service.PAYMENT);

    @Mixin private HomeOptions home;
    @Mixin private LoadOptions load;
    @Mixin private ServiceOptions services;
    @Mixin private SystemOptions system;
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
        var elsewhere = system.areSet() || !services.named().isEmpty();
        if (elsewhere && comparison.areSet()) {
            throw new StackProblem(
                    "--compare starts stacks on this machine: no other system with it.");
        }
        if (seedOrders > 0 && (elsewhere || comparison.areSet())) {
            throw new StackProblem(
                    "--seed-orders fills the stack on this machine: no other system and no --compare with it.");
        }
        var good =
                comparison.areSet()
                        ? compare(asked)
                        : elsewhere ? measureThere(asked) : measureHere(asked, home.runningStack());
        return good ? 0 : Orderflow.EXIT_PROBLEM;
    }

    private boolean measureHere(Load asked, RunningStack stack) {
        if (seedOrders > 0) {
            out().printf("Filling the databases with %,d orders ...%n", seedOrders);
            new Seed(stack, out(), isTerminal()).plant(seedOrders);
        }
        return verified(measure(asked, BenchTarget.of(stack)), RunningSystem.of(stack));
    }

    private boolean measureThere(Load asked) {
        var target = target();
        // Asked for now: what is missing should be said before the measuring.
        var whole = system.hasDatabase() ? system.of(home) : null;
        var onePerson = target.credentials() instanceof BearerToken;
        var report = measure(onePerson ? asked.ofOneUser() : asked, target);
        if (whole == null) {
            out().println(
                            "Whether anything was lost, doubled or left open was not verified: --database-url says where to look.");
            write(ReportJson.of(report));
            return report.isClean();
        }
        return verified(report, whole);
    }

    private BenchTarget target() {
        var urls = services.named();
        var broker = system.broker();
        if (!urls.keySet().containsAll(CALLED) || broker.isEmpty()) {
            throw new StackProblem(
                    "Another system needs --service-url of order, inventory and payment, and --bootstrap-server.");
        }
        var orders = urls.get(Service.ORDER);
        if (!"http".equals(orders.getScheme())) {
            throw new StackProblem(
                    "Orders are placed by HTTP without TLS: %s has to be an address behind what ends TLS."
                            .formatted(orders));
        }
        return new BenchTarget(
                orders,
                urls.get(Service.INVENTORY),
                urls.get(Service.PAYMENT),
                broker.get(),
                services.credentials(),
                null);
    }

    private boolean verified(Report report, RunningSystem measured) {
        var holds = verify(measured);
        write(ReportJson.of(report, holds));
        return holds && report.isClean();
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
                                holds.compareAndSet(true, verify(RunningSystem.of(own.running())));
                                return report;
                            }
                        });
        ReportTable.print(compared, out());
        write(ReportJson.of(compared, holds.get()));
        return holds.get() && compared.isClean();
    }

    private Report measure(Load asked, BenchTarget target) {
        out().println(asked);
        var report = new Bench(target, out(), isTerminal()).run(asked);
        ReportTable.print(report, out());
        return report;
    }

    private boolean verify(RunningSystem measured) {
        out().println("Looking whether anything was lost, doubled or left open ...");
        return VerifyCommand.verify(measured, GRACE, out());
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
