package dev.orderflow.cli.verify;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What {@code verify} found last, for Prometheus: the same gauge as the services' own looks, so
 * that one alert serves both. On the loopback interface.
 */
public final class InvariantGauges implements AutoCloseable {

    private final HttpServer server;
    private volatile String page = "";

    private InvariantGauges(HttpServer server) {
        this.server = server;
    }

    /**
     * @throws IOException where somebody else has the port
     */
    public static InvariantGauges serve(int port) throws IOException {
        var address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        var gauges = new InvariantGauges(HttpServer.create(address, 0));
        gauges.server.createContext(
                "/metrics",
                exchange -> {
                    try (exchange) {
                        var body = gauges.page.getBytes(UTF_8);
                        exchange.getResponseHeaders()
                                .set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
                        exchange.sendResponseHeaders(200, body.length);
                        exchange.getResponseBody().write(body);
                    }
                });
        gauges.server.start();
        return gauges;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** This is what is told from now on. */
    public void show(Verification.Report report, Instant now) {
        page =
                """
                # HELP invariant_breaches What ./orderflow verify found when it looked last
                # TYPE invariant_breaches gauge
                %s
                # HELP invariant_last_look_seconds When that was
                # TYPE invariant_last_look_seconds gauge
                invariant_last_look_seconds{application="verify"} %d
                """
                        .formatted(
                                Arrays.stream(Invariant.values())
                                        .map(it -> gauge(it, report))
                                        .collect(Collectors.joining("\n")),
                                now.getEpochSecond());
    }

    private static String gauge(Invariant invariant, Verification.Report report) {
        return "invariant_breaches{application=\"verify\",invariant=\"%s\"} %d"
                .formatted(invariant, report.count(invariant));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
