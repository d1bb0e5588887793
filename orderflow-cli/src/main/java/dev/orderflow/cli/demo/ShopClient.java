package dev.orderflow.cli.demo;

import dev.orderflow.cli.rest.Answer;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.rest.JsonCalls;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** The shop's REST interfaces, as its customers and its administrator use them. Thread-safe. */
public final class ShopClient {

    private final JsonCalls calls;
    private final URI orders;
    private final URI inventory;
    private final URI payment;
    private final URI notification;

    /** Of services that believe who is calling, at their base addresses. */
    public ShopClient(URI orders, URI inventory, URI payment, URI notification) {
        this(orders, inventory, payment, notification, Credentials.BELIEVED);
    }

    /** The base addresses of the four services, and how calls say who makes them. */
    public ShopClient(
            URI orders, URI inventory, URI payment, URI notification, Credentials credentials) {
        this.calls = new JsonCalls(credentials);
        this.orders = orders;
        this.inventory = inventory;
        this.payment = payment;
        this.notification = notification;
    }

    /**
     * @return the new product's id
     */
    public long createProduct(String name, String price, String currency) {
        var body = Map.of("name", name, "price", price, "currency", currency);
        return calls.post(admin(inventory.resolve("/api/products")), body)
                .expect(201)
                .get("productId")
                .asLong();
    }

    /** The product, or an answer of 404. */
    public Answer product(long id) {
        return calls.send(admin(inventory.resolve("/api/products/" + id)).GET());
    }

    /** The product is called so and costs so much from now on. */
    public void changeProduct(long id, String name, String price, String currency) {
        calls.put(
                        admin(inventory.resolve("/api/products/" + id)),
                        Map.of("name", name, "price", price, "currency", currency, "active", true))
                .expect(200);
    }

    /** New pieces arrive in the store. */
    public void receiveStock(long productId, int quantity) {
        calls.post(
                        admin(inventory.resolve("/api/products/%d/stock".formatted(productId))),
                        Map.of("quantity", quantity))
                .expect(200);
    }

    public void topUp(String userId, String amount, String currency) {
        calls.post(
                        admin(payment.resolve("/api/points/%s/top-up".formatted(userId))),
                        Map.of("amount", amount, "currency", currency))
                .expect(200);
    }

    /** How many points the user has; 0 where none of that currency. */
    public String points(String userId, String currency) {
        for (var balance :
                calls.send(calls.as(userId, payment.resolve("/api/points")).GET())
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
     * @throws java.io.UncheckedIOException when no answer came, so that nobody knows whether there
     *     is an order
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
        return calls.post(
                calls.as(userId, orders.resolve("/api/orders"))
                        .header("Idempotency-Key", idempotencyKey),
                body);
    }

    public JsonNode order(String userId, UUID id) {
        return calls.send(calls.as(userId, orders.resolve("/api/orders/" + id)).GET()).expect(200);
    }

    public Answer cancel(String userId, UUID id) {
        return calls.send(
                calls.as(userId, orders.resolve("/api/orders/%s/cancel".formatted(id)))
                        .POST(BodyPublishers.noBody()));
    }

    public JsonNode timeline(String userId, UUID id) {
        return calls.send(
                        calls.as(userId, orders.resolve("/api/orders/%s/timeline".formatted(id)))
                                .GET())
                .expect(200);
    }

    public JsonNode notifications(String userId) {
        return calls.send(
                        calls.as(userId, notification.resolve("/api/notifications?limit=100"))
                                .GET())
                .expect(200);
    }

    private HttpRequest.Builder admin(URI address) {
        return calls.asAdmin("admin", address);
    }
}
