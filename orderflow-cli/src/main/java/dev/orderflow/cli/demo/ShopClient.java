package dev.orderflow.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The shop's REST interfaces, as its customers and its administrator use them. Thread-safe. */
public final class ShopClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = JsonMapper.shared();
    private final URI orders;
    private final URI inventory;
    private final URI payment;
    private final URI notification;

    /** The base addresses of the four services. */
    public ShopClient(URI orders, URI inventory, URI payment, URI notification) {
        this.orders = orders;
        this.inventory = inventory;
        this.payment = payment;
        this.notification = notification;
    }

    /** An answer: its status, and its body as JSON, which is null where there is none. */
    public record Answer(int status, JsonNode body) {

        /** The body of a call that had to succeed. */
        public JsonNode expect(int expected) {
            if (status != expected) {
                throw new IllegalStateException(
                        "Expected status %d, got %d: %s".formatted(expected, status, body));
            }
            return body;
        }
    }

    /**
     * @return the new product's id
     */
    public long createProduct(String name, String price, String currency) {
        var body = Map.of("name", name, "price", price, "currency", currency);
        return send(admin(inventory.resolve("/api/products")), body)
                .expect(201)
                .get("productId")
                .asLong();
    }

    /** The product, or an answer of 404. */
    public Answer product(long id) {
        return send(admin(inventory.resolve("/api/products/" + id)).GET());
    }

    /** New pieces arrive in the store. */
    public void receiveStock(long productId, int quantity) {
        send(
                        admin(inventory.resolve("/api/products/%d/stock".formatted(productId))),
                        Map.of("quantity", quantity))
                .expect(200);
    }

    public void topUp(String userId, String amount, String currency) {
        send(
                        admin(payment.resolve("/api/points/%s/top-up".formatted(userId))),
                        Map.of("amount", amount, "currency", currency))
                .expect(200);
    }

    /** How many points the user has; 0 where none of that currency. */
    public String points(String userId, String currency) {
        for (var balance :
                send(as(userId, payment.resolve("/api/points")).GET())
                        .expect(200)
                        .get("balances")) {
            if (balance.get("currency").asString().equals(currency)) {
                return balance.get("amount").asString();
            }
        }
        return "0";
    }

    /** An order of some of one product. */
    public Answer place(String userId, long productId, int quantity, Map<String, String> payment) {
        return place(userId, productId, quantity, payment, "demo-" + UUID.randomUUID());
    }

    /**
     * The same under a key of the caller's: repeated, it is still one order.
     *
     * @throws UncheckedIOException when no answer came, so that nobody knows whether there is an
     *     order
     */
    public Answer place(
            String userId,
            long productId,
            int quantity,
            Map<String, String> payment,
            String idempotencyKey) {
        var body = new LinkedHashMap<String, Object>();
        body.put("items", List.of(Map.of("productId", productId, "quantity", quantity)));
        body.putAll(payment);
        return send(
                as(userId, orders.resolve("/api/orders")).header("Idempotency-Key", idempotencyKey),
                body);
    }

    public JsonNode order(String userId, UUID id) {
        return send(as(userId, orders.resolve("/api/orders/" + id)).GET()).expect(200);
    }

    public Answer cancel(String userId, UUID id) {
        return send(
                as(userId, orders.resolve("/api/orders/%s/cancel".formatted(id)))
                        .POST(BodyPublishers.noBody()));
    }

    public JsonNode timeline(String userId, UUID id) {
        return send(as(userId, orders.resolve("/api/orders/%s/timeline".formatted(id))).GET())
                .expect(200);
    }

    public JsonNode notifications(String userId) {
        return send(as(userId, notification.resolve("/api/notifications?limit=100")).GET())
                .expect(200);
    }

    private static HttpRequest.Builder admin(URI address) {
        return as("admin", address).header("X-USER-ROLES", "ADMIN");
    }

    private static HttpRequest.Builder as(String userId, URI address) {
        return HttpRequest.newBuilder(address).timeout(TIMEOUT).header("X-USER-ID", userId);
    }

    private Answer send(HttpRequest.Builder request, Map<String, ?> body) {
        return send(
                request.header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json.writeValueAsString(body))));
    }

    private Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json.readTree(answer.body()));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }
}
