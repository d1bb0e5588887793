package dev.orderflow.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Takes orders as order-service does, in the way that a test wants. */
final class FakeOrderService implements AutoCloseable {

    /** How one request is answered. */
    interface Behaviour {
        void answer(FakeOrderService service, HttpExchange exchange) throws Exception;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<String> keys = new CopyOnWriteArrayList<>();

    FakeOrderService(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext(
                "/api/orders",
                exchange -> {
                    keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
                    exchange.getRequestBody().readAllBytes();
                    try {
                        behaviour.answer(this, exchange);
                    } catch (IOException e) {
                        throw e;
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** The keys of all requests, in the order in which they came. */
    List<String> keys() {
        return keys;
    }

    static void accept(HttpExchange exchange, UUID order) {
        exchange.getResponseHeaders().add("Location", "/api/orders/" + order);
        answer(exchange, 201, "{}");
    }

    static void answer(HttpExchange exchange, int status, String body) {
        try (exchange) {
            // Of no given length: in chunks.
            exchange.sendResponseHeaders(status, 0);
            exchange.getResponseBody().write(body.getBytes(UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
