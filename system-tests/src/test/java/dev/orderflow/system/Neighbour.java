package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/** A service that is none of the shop's, as far as the console looks at one: it is well. */
final class Neighbour implements AutoCloseable {

    private final HttpServer server;

    Neighbour() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        answer("/", "{}");
        answer("/actuator/prometheus", "kafka_consumer_listening 1\n");
        answer("/admin/dead-letters", "{\"groups\": [], \"deadLetters\": []}");
        server.start();
    }

    private void answer(String path, String text) {
        server.createContext(
                path,
                call -> {
                    try (call) {
                        var bytes = text.getBytes(UTF_8);
                        call.sendResponseHeaders(200, bytes.length);
                        call.getResponseBody().write(bytes);
                    }
                });
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
