package dev.orderflow.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** A service that writes down what it hears, and answers everything with the same refusal. */
final class ListeningService implements AutoCloseable {

    static final String ANSWER = "{\"detail\":\"<b>as it is</b>\"}";

    private final HttpServer server;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();

    ListeningService() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        server.createContext("/", this::hear);
        server.start();
    }

    record Heard(
            String call,
            @Nullable String user,
            @Nullable String roles,
            @Nullable String token,
            String body) {}

    private void hear(HttpExchange call) throws IOException {
        try (call) {
            var headers = call.getRequestHeaders();
            heard.add(
                    new Heard(
                            call.getRequestMethod() + " " + call.getRequestURI(),
                            headers.getFirst("X-USER-ID"),
                            headers.getFirst("X-USER-ROLES"),
                            headers.getFirst("Authorization"),
                            new String(call.getRequestBody().readAllBytes(), UTF_8)));
            var answer = ANSWER.getBytes(UTF_8);
            call.getResponseHeaders().set("Content-Type", "application/problem+json");
            call.sendResponseHeaders(409, answer.length);
            call.getResponseBody().write(answer);
        }
    }

    List<Heard> heard() {
        return heard;
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
