package dev.orderflow.order.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.json.JsonMapper;

/** A caller's trace goes on in what the service publishes, and in whom it asks. */
@OrderflowTest
class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String TRACEPARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final List<String> ASKED_WITH = new CopyOnWriteArrayList<>();
    private static final HttpServer OTHER_SERVICES = otherServices();

    @LocalServerPort int port;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;

    final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry settings) {
        for (var service :
                List.of("inventory-service", "payment-service", "notification-service")) {
            settings.add(
                    "app.services." + service,
                    () -> "http://localhost:" + OTHER_SERVICES.getAddress().getPort());
        }
    }

    @Test
    void an_order_and_its_timeline_are_in_the_callers_trace() throws Exception {
        others.send(new ProductUpdated(1, "Espresso cup", new BigDecimal("12.50"), "EUR", true, 1));
        others.awaitHandled();

        var placed =
                send(
                        request("/api/orders")
                                .header("Content-Type", "application/json")
                                .POST(
                                        BodyPublishers.ofString(
                                                """
                                                {"items":[{"productId":1,"quantity":2}]}""")));
        assertThat(placed.statusCode()).as(placed.body()).isEqualTo(201);
        var order = JsonMapper.shared().readTree(placed.body()).get("orderId").asString();
        published.await(OrderCreated.class, order);
        send(request("/api/orders/" + order + "/timeline"));

        assertThat(traceparent(order))
                .startsWith("00-" + TRACE + "-")
                .endsWith("-01")
                .isNotEqualTo(TRACEPARENT);
        assertThat(ASKED_WITH)
                .hasSize(3)
                .allSatisfy(asked -> assertThat(asked).startsWith("00-" + TRACE + "-"));
    }

    private String traceparent(String order) {
        var record =
                published.records("order-created").stream()
                        .filter(it -> new String(it.key(), UTF_8).equals(order))
                        .findFirst()
                        .orElseThrow();
        return new String(record.headers().lastHeader("traceparent").value(), UTF_8);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("X-USER-ID", "1")
                .header("traceparent", TRACEPARENT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    /** Knows nothing, but remembers the trace in which it was asked. */
    private static HttpServer otherServices() {
        try {
            var server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext(
                    "/internal/events/",
                    exchange -> {
                        ASKED_WITH.add(
                                String.valueOf(
                                        exchange.getRequestHeaders().getFirst("traceparent")));
                        var nothing = "[]".getBytes(UTF_8);
                        exchange.getResponseHeaders().add("Content-Type", "application/json");
                        exchange.sendResponseHeaders(200, nothing.length);
                        exchange.getResponseBody().write(nothing);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    @AfterAll
    static void endOtherServices() {
        OTHER_SERVICES.stop(0);
    }
}
