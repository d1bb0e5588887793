package dev.orderflow.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.orderflow.cli.rest.Credentials;
import java.net.URI;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The requests that place orders, each under a key of its own: sent again, it is still one order.
 *
 * @param run in the keys and the names of users, so that runs keep out of each other's way
 * @param productIds two of them are in each order; where there is one, it is
 */
record OrderRequests(
        URI orders, String run, List<Long> productIds, int users, Credentials credentials) {

    private static final String HEAD =
            """
            POST /api/orders HTTP/1.1\r
            Host: %s\r
            %sIdempotency-Key: %s-%d\r
            Content-Type: application/json\r
            Content-Length: %d\r
            \r
            %s""";

    /** The users are named like this one. */
    String user(int number) {
        return credentials.caller(run + "-" + number % users);
    }

    /** Bytes as they go over the wire; the same for the same number. */
    byte[] order(int number) {
        var body = body(number);
        return HEAD.formatted(
                        orders.getAuthority(),
                        caller(user(number)),
                        run,
                        number,
                        body.length(),
                        body)
                .getBytes(US_ASCII);
    }

    private String caller(String user) {
        var headers = new StringBuilder();
        credentials
                .of(user, List.of("USER"))
                .forEach((name, value) -> headers.append(name + ": " + value + "\r\n"));
        return headers.toString();
    }

    private String body(int number) {
        int products = productIds.size();
        if (products == 1) {
            return "{\"items\":[%s],\"paymentMethod\":\"POINTS\"}".formatted(item(0));
        }
        // The first ones have every product once, as order-service may still have to hear of them.
        if (2 * number < products) {
            return two(2 * number, (2 * number + 1) % products);
        }
        var random = new SplittableRandom(number);
        int one = random.nextInt(products);
        return two(one, (one + 1 + random.nextInt(products - 1)) % products);
    }

    private String two(int one, int other) {
        return "{\"items\":[%s,%s],\"paymentMethod\":\"POINTS\"}".formatted(item(one), item(other));
    }

    private String item(int product) {
        return "{\"productId\":%d,\"quantity\":1}".formatted(productIds.get(product));
    }
}
