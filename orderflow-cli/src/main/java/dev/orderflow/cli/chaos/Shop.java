package dev.orderflow.cli.chaos;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.orderflow.cli.demo.ShopClient;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * What there is to buy in one round, by whom, and the requests for it: the same for the same seed.
 *
 * @param run in the names of users and keys, which are of this round only
 */
record Shop(URI orders, String run, List<Long> products, Traffic traffic, long seed) {

    private static final int USERS = 40;
    private static final int POINTS = 1_000_000;
    private static final int HOT_PERCENT = 60;

    private static final String HEAD =
            """
            POST %s HTTP/1.1\r
            Host: %s\r
            X-USER-ID: %s\r
            Idempotency-Key: %s-%d\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s""";

    /** New products and users. */
    static Shop open(ShopClient client, URI orders, Traffic traffic, long seed) {
        var run = "chaos-" + UUID.randomUUID().toString().substring(0, 8);
        var products =
                IntStream.range(0, traffic.products())
                        .parallel()
                        .mapToObj(
                                number -> {
                                    var id =
                                            client.createProduct(
                                                    "Cup %d of %s".formatted(number, run),
                                                    "1.00",
                                                    "EUR");
                                    client.receiveStock(id, traffic.pieces());
                                    return id;
                                })
                        .toList();
        var shop = new Shop(orders, run, products, traffic, seed);
        IntStream.range(0, USERS)
                .parallel()
                .forEach(number -> client.topUp(shop.user(number), "" + POINTS, "EUR"));
        return shop;
    }

    String user(int number) {
        return run + "-" + number % USERS;
    }

    /** Two pieces, or one where there is one product only. */
    byte[] place(int number) {
        var random = random(number);
        int one = product(random);
        int other = product(random);
        var items =
                one == other
                        ? item(one)
                        : item(Math.min(one, other)) + "," + item(Math.max(one, other));
        var body = "{\"items\":[%s],%s}".formatted(items, payment(random));
        return HEAD.formatted(
                        "/api/orders",
                        orders.getAuthority(),
                        user(number),
                        run,
                        number,
                        body.length(),
                        body)
                .getBytes(US_ASCII);
    }

    byte[] cancel(int number, UUID order) {
        return HEAD.formatted(
                        "/api/orders/%s/cancel".formatted(order),
                        orders.getAuthority(),
                        user(number),
                        run + "-cancel",
                        number,
                        0,
                        "")
                .getBytes(US_ASCII);
    }

    /** Whether the customer cancels it. */
    boolean isCancelled(int number) {
        return new SplittableRandom(mixed(number) + 1).nextInt(100) < traffic.cancelled();
    }

    int cancelAfterMs(int number) {
        return new SplittableRandom(mixed(number) + 2).nextInt(traffic.cancelWithinMs());
    }

    /** Whether the customer asks once more, as one does who has not seen the answer. */
    boolean isAskedTwice(int number) {
        return new SplittableRandom(mixed(number) + 3).nextInt(100) < 5;
    }

    private String payment(SplittableRandom random) {
        int lot = random.nextInt(100);
        if (lot < traffic.declined()) {
            return card("tok_decline");
        }
        if (lot < traffic.declined() + traffic.late()) {
            return card("tok_late_success");
        }
        if (lot < traffic.declined() + traffic.late() + traffic.unanswered()) {
            return card(lot % 2 == 0 ? "tok_timeout" : "tok_error");
        }
        return random.nextInt(4) == 0 ? card("tok_approve") : "\"paymentMethod\":\"POINTS\"";
    }

    private static String card(String token) {
        return "\"paymentMethod\":\"CARD\",\"cardToken\":\"%s\"".formatted(token);
    }

    private int product(SplittableRandom random) {
        return random.nextInt(100) < HOT_PERCENT
                ? random.nextInt(traffic.hot())
                : random.nextInt(products.size());
    }

    private String item(int product) {
        return "{\"productId\":%d,\"quantity\":1}".formatted(products.get(product));
    }

    private SplittableRandom random(int number) {
        return new SplittableRandom(mixed(number));
    }

    private long mixed(int number) {
        return seed * 1_000_003 + number * 7L;
    }
}
