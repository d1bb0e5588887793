package dev.orderflow.cli.mishap;

import dev.orderflow.cli.dlq.Reference;
import dev.orderflow.cli.dlq.Service;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** Never succeeds as it is, so that a person has to say what it should have been. */
final class ImpossiblePrice implements Mishap {

    private static final String TOPIC = "product-updated";
    private static final String RETRIES = "product-updated.order-service";
    private static final String RIGHT = "39.99";

    @Override
    public String story() {
        return """
        4. One that never succeeds: product-updated with a price of 39.995 EUR, as another team's import could
           send it. The contract allows four decimals, but nobody can pay half a cent: order-service throws.""";
    }

    @Override
    public void happen(Stage stage) {
        var name = Stage.unique("Bowl");
        var product = stage.shop().createProduct(name, "38.00", "EUR");
        var letter = makeDeadLetter(stage, name, product);

        stage.say("A replay alone does not help; it fails as before, and is not retried again:");
        stage.mustFail("dlq", "replay", letter.toString());
        stage.say("Mended, it gets through, as a new event that keeps the old one in its history:");
        stage.mustSucceed("dlq", "mend", letter.toString(), "--set", "price=" + RIGHT);
        buy(stage, product);
        stage.say("The whole story of it: ./orderflow dlq show " + letter);
        // Inventory owns the price: without this the two would differ from now on.
        stage.shop().changeProduct(product, name, RIGHT, "EUR");
    }

    private static Reference makeDeadLetter(Stage stage, String name, long product) {
        var key = Long.toString(product);
        var sent =
                stage.send(
                        TOPIC,
                        key,
                        Wire.event(
                                TOPIC,
                                key,
                                """
                                "productId":%d,"name":"%s","price":"39.995","currency":"EUR","active":true,"revision":2"""
                                        .formatted(product, name)));
        IntStream.rangeClosed(1, 3)
                .forEach(
                        attempt -> {
                            var topic = "%s.retry-%d".formatted(RETRIES, attempt);
                            stage.awaitOn(topic, key);
                            stage.tell(topic, "attempt %d failed".formatted(attempt));
                        });
        stage.awaitOn(RETRIES + ".dlq", key);
        var letter =
                stage.awaitSome(
                        "a dead letter of order-service",
                        () -> stage.services().letter(Service.ORDER, sent));
        stage.tell(RETRIES + ".dlq", "attempt 4 failed; dead letter " + letter);
        return letter;
    }

    /** What was mended has its effect: the product costs what was said. */
    private static void buy(Stage stage, long product) {
        var shop = stage.shop();
        var customer = Stage.unique("demo");
        shop.receiveStock(product, 1);
        shop.topUp(customer, "100.00", "EUR");
        var order = shop.place(customer, product, 1, Map.of()).expect(201);
        var total = order.get("total").asString();
        if (!total.equals(RIGHT)) {
            throw new NotSeenException(
                    "an order of %s EUR, but it costs %s".formatted(RIGHT, total));
        }
        var id = UUID.fromString(order.get("orderId").asString());
        stage.await(
                "order %s completed".formatted(id),
                () -> shop.order(customer, id).get("status").asString().equals("COMPLETED"));
        stage.say("An order of it costs %s EUR now, and is completed.".formatted(total));
    }
}
