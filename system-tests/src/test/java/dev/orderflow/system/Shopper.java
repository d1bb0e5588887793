package dev.orderflow.system;

import dev.orderflow.cli.demo.ShopClient;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/** A customer of one test, with points enough, and a product that nobody else buys. */
final class Shopper {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final ShopClient shop;
    private final String name;
    private final long product;
    private final UUID firstOrder;

    private Shopper(ShopClient shop, String name, long product) {
        this.shop = shop;
        this.name = name;
        this.product = product;
        this.firstOrder = awaitOrderable();
    }

    /** With one piece ordered, which proves that order-service has heard of the product. */
    static Shopper at(ShopClient shop, String kind, int piecesInStock) {
        return at(shop, kind, "Cup " + UUID.randomUUID(), piecesInStock);
    }

    /** The same with goods of this name. */
    static Shopper of(ShopClient shop, String goods, int piecesInStock) {
        return at(shop, "browser", goods, piecesInStock);
    }

    private static Shopper at(ShopClient shop, String kind, String goods, int piecesInStock) {
        var product = shop.createProduct(goods, "2.50", "EUR");
        shop.receiveStock(product, piecesInStock);
        var name = kind + "-" + UUID.randomUUID();
        shop.topUp(name, "100000.00", "EUR");
        return new Shopper(shop, name, product);
    }

    private UUID awaitOrderable() {
        return Awaitility.await("product to be known")
                .atMost(PATIENCE)
                .until(() -> shop.place(name, product, 1, Map.of()), it -> it.status() == 201)
                .body()
                .get("orderId")
                .asString()
                .transform(UUID::fromString);
    }

    String name() {
        return name;
    }

    long product() {
        return product;
    }

    UUID firstOrder() {
        return firstOrder;
    }

    UUID order() {
        return order(Map.of(), "key-" + UUID.randomUUID());
    }

    /** Asks again, under the same key, until there is an answer. */
    UUID order(Map<String, String> payment, String key) {
        return Awaitility.await("an answer to " + key)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> shop.place(name, product, 1, payment, key), it -> it.status() == 201)
                .body()
                .get("orderId")
                .asString()
                .transform(UUID::fromString);
    }

    void awaitCompleted(UUID order) {
        Awaitility.await("order %s to be completed".formatted(order))
                .atMost(PATIENCE)
                .until(() -> statusOf(order), "COMPLETED"::equals);
    }

    String statusOf(UUID order) {
        return shop.order(name, order).get("status").asString();
    }

    int available() {
        return shop.product(product).expect(200).get("available").asInt();
    }
}
