package dev.orderflow.cli.dlq;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Gives the answers that a service gave once, and remembers what it was asked. */
public final class FakeDeadLetters implements AutoCloseable {

    private static final String ROOT = "/admin/dead-letters";

    private final HttpServer server;
    private final Map<String, Deque<Recorded>> answers = new ConcurrentHashMap<>();
    public final List<Call> calls = new CopyOnWriteArrayList<>();

    /** What came in. */
    public record Call(String what, String body, String userId, String roles) {}

    private record Recorded(int status, String body) {}

    public FakeDeadLetters() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        server.createContext("/", this::answer);
        server.start();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /**
     * @param call for instance {@code GET /17}; several answers are given one after another, the
     *     last one for ever
     */
    public void on(String call, int status, String body) {
        answers.computeIfAbsent(call, _ -> new ArrayDeque<>()).add(new Recorded(status, body));
    }

    /** An answer as RFC 9457 has it. */
    public void refuse(String call, int status, String sentence) {
        on(call, status, "{\"status\":%d,\"detail\":\"%s\"}".formatted(status, sentence));
    }

    /** What was asked last. */
    public Call lastCall() {
        return calls.getLast();
    }

    private void answer(HttpExchange exchange) throws IOException {
        var uri = exchange.getRequestURI().toString();
        var what =
                "%s %s"
                        .formatted(
                                exchange.getRequestMethod(),
                                uri.startsWith(ROOT) ? uri.substring(ROOT.length()) : uri);
        var headers = exchange.getRequestHeaders();
        calls.add(
                new Call(
                        what,
                        new String(exchange.getRequestBody().readAllBytes(), UTF_8),
                        headers.getFirst("X-USER-ID"),
                        headers.getFirst("X-USER-ROLES")));
        var recorded = next(what);
        var bytes = recorded.body().getBytes(UTF_8);
        exchange.sendResponseHeaders(recorded.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private Recorded next(String what) {
        var queue = answers.get(what);
        if (queue == null) {
            return new Recorded(
                    599, "{\"detail\":\"The test has no answer to %s\"}".formatted(what));
        }
        synchronized (queue) {
            return queue.size() > 1 ? queue.remove() : queue.element();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
