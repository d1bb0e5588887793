package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.cli.Orderflow;
import dev.orderflow.cli.stack.RunningStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code ./orderflow bench} with so few orders that it takes seconds. */
record SmallBench(int exitCode, String output, Path json) {

    static final int SEEDED = 50;
    static final int WARM_UP = 30;
    static final int MEASURED = 200;

    /** Where in its JSON something is that cannot be nothing. */
    static final List<String> FIGURES =
            List.of(
                    "/acceptedPerSecond",
                    "/completedPerSecond",
                    "/eventsPerSecond",
                    "/databaseCommitsPerOrder",
                    "/databaseFlushesPerOrder",
                    "/postMs/p50",
                    "/postToCompletedMs/p50",
                    "/cpuMsPerOrder/total",
                    "/cpuMsPerOrder/byProcess/order-service",
                    "/residentMb/byProcess/mariadb");

    static SmallBench run(Path home) {
        var out = new StringWriter();
        var json = home.resolve("bench.json");
        var exitCode =
                Orderflow.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(out, true))
                        .execute(
                                "bench",
                                "--home=" + home,
                                "--seed-orders=" + SEEDED,
                                "--orders=" + MEASURED,
                                "--warm-up=" + WARM_UP,
                                "--products=20",
                                "--users=5",
                                "--connections=4",
                                "--open=32",
                                "--json=" + json);
        return new SmallBench(exitCode, out.toString(), json);
    }

    /**
     * The same of a system of which somebody knows the addresses only. In a process of its own, as
     * the password comes from the environment.
     */
    static SmallBench ofAddresses(RunningStack stack, Path folder) throws Exception {
        var json = folder.resolve("bench-of-addresses.json");
        var ports = stack.ports();
        var command =
                new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Orderflow.class.getName(),
                        "bench",
                        "--home=" + folder.resolve("no-stack"),
                        "--service-url=order=http://127.0.0.1:" + ports.order(),
                        "--service-url=inventory=http://127.0.0.1:" + ports.inventory(),
                        "--service-url=payment=http://127.0.0.1:" + ports.payment(),
                        "--bootstrap-server=127.0.0.1:" + ports.kafka(),
                        "--database-url=" + stack.jdbcUrl("order_service"),
                        "--orders=20",
                        "--warm-up=0",
                        "--products=4",
                        "--users=2",
                        "--json=" + json);
        command.environment().put("ORDERFLOW_DATABASE_PASSWORD", stack.password("verify"));
        var process = command.redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new SmallBench(process.waitFor(), output, json);
    }

    JsonNode figures() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(json));
    }
}
