package dev.orderflow.system;

import dev.orderflow.cli.Orderflow;
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

    JsonNode figures() throws IOException {
        return JsonMapper.shared().readTree(Files.readString(json));
    }
}
