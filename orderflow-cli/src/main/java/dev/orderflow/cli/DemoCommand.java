package dev.orderflow.cli;

import dev.orderflow.cli.demo.Demo;
import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.dlq.DeadLetterDesk;
import dev.orderflow.cli.dlq.Operator;
import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.mishap.BreakDemo;
import dev.orderflow.cli.mishap.Database;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.stack.StackSettings;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts the system unless it runs, places an order for every way in which one can end, and verifies.",
        footer = {"", "It leaves the system up: ./orderflow down stops it."},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:everything ended as it should and every invariant holds",
            "1:something did not"
        })
final class DemoCommand implements Callable<Integer> {

    /** Short enough to watch one pass, long enough for an order whose card answers late. */
    private static final Map<String, String> SHORT_DEADLINE = Map.of("APP_ORDER_DEADLINE", "10s");

    /** Else the payment would be given up before the deadline passes. */
    private static final Map<String, String> PATIENT_WITH_THE_GATEWAY =
            Map.of("APP_GATEWAY_MAX_CHARGES", "10");

    private static final Duration GRACE = Duration.ofSeconds(5);

    /** To watch all retries within seconds; the usual ones are 1 s, 5 s and 30 s. */
    private static final Map<String, String> SHORT_RETRIES =
            Map.of("APP_KAFKA_RETRY_DELAYS", "1s,2s,4s");

    @Mixin private HomeOptions home;
    @Mixin private PortOptions ports;

    @Option(
            names = "--break",
            description =
                    "Instead, send messages that fail: show where each of them ends, and get it through.")
    private boolean breaking;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        var out = spec.commandLine().getOut();
        if (RunningStack.in(home.folder()).filter(RunningStack::isSupervised).isEmpty()) {
            int exitCode = start(settings(), out);
            if (exitCode != 0) {
                return exitCode;
            }
        } else {
            out.println("Orderflow is up already.");
        }
        var stack =
                RunningStack.in(home.folder())
                        .orElseThrow(
                                () ->
                                        new StackProblem(
                                                "Orderflow did not stay up; see ./orderflow logs supervisor."));
        var asExpected = breaking ? breakThings(stack, out) : new Demo(shop(stack), out).run();
        out.println("Looking whether anything was lost, doubled or left open ...");
        var clean = VerifyCommand.verify(RunningSystem.of(stack), GRACE, out);
        sayWhatNext(stack, out);
        return asExpected && clean ? 0 : Orderflow.EXIT_PROBLEM;
    }

    private StackSettings settings() {
        var settings = home.settings().withPorts(ports.ports()).withConsole();
        return breaking
                ? settings.withEnvironment("order-service", SHORT_RETRIES)
                : settings.withEnvironment("order-service", SHORT_DEADLINE)
                        .withEnvironment("payment-service", PATIENT_WITH_THE_GATEWAY);
    }

    private boolean breakThings(RunningStack stack, PrintWriter out) {
        return new BreakDemo(
                        shop(stack),
                        stack.ports(),
                        new DeadLetterDesk(
                                Service.addresses(stack.ports()),
                                Operator.atThisTerminal(),
                                stack.credentials()),
                        stack.credentials(),
                        new Database(
                                stack.jdbcUrl("order_service"),
                                "order_service",
                                stack.password("order_service")),
                        words -> command(words, out),
                        out)
                .run();
    }

    /** Another command, for the same home. */
    private int command(List<String> words, PrintWriter out) {
        var all = new ArrayList<>(words);
        all.add("--home=" + home.folder());
        return Orderflow.commandLine().setOut(out).setErr(out).execute(all.toArray(String[]::new));
    }

    private static int start(StackSettings settings, PrintWriter out) throws InterruptedException {
        out.println("Starting broker, database, mail server and the four services ...");
        return new DetachedSupervisor(settings, out).start();
    }

    private static ShopClient shop(RunningStack stack) {
        var ports = stack.ports();
        return new ShopClient(
                url(ports.order()),
                url(ports.inventory()),
                url(ports.payment()),
                url(ports.notification()),
                stack.credentials());
    }

    private static URI url(int port) {
        return URI.create("http://127.0.0.1:" + port);
    }

    private static void sayWhatNext(RunningStack stack, PrintWriter out) {
        var ports = stack.ports();
        var who = Overview.header(stack.security());
        out.printf(
                """

                The system is up, with a short deadline for orders, or short pauses before retries with --break, where
                demo started it; ./orderflow down, then up, goes back to the usual ones. Go on with:
                  curl -i -H %s -H 'Content-Type: application/json' \\
                       -d '{"items":[{"productId":1,"quantity":2}]}' http://localhost:%d/api/orders
                  curl -H %s http://localhost:%d/api/orders
                  http://localhost:%d/                     all of it in a browser: the console
                  http://localhost:%d/swagger-ui.html      the REST interfaces, and on the next three ports
                  ./orderflow status | verify | mails | logs order-service | down
                  kill -9 a service (pids: ./orderflow status) while orders run, and verify
                """,
                who, ports.order(), who, ports.order(), ports.console(), ports.order());
        out.flush();
    }
}
