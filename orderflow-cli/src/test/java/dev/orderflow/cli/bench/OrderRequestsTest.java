package dev.orderflow.cli.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.rest.BearerToken;
import dev.orderflow.cli.rest.Credentials;
import java.net.URI;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class OrderRequestsTest {

    static final Pattern PRODUCT = Pattern.compile("\"productId\":(\\d+)");

    @Test
    void an_order_is_a_whole_request_by_one_of_the_users_under_a_key_of_its_own() {
        assertThat(new String(requests(1).order(7), US_ASCII))
                .isEqualTo(
                        """
                        POST /api/orders HTTP/1.1\r
                        Host: 127.0.0.1:8080\r
                        X-USER-ID: bench-1\r
                        Idempotency-Key: bench-7\r
                        Content-Type: application/json\r
                        Content-Length: 65\r
                        \r
                        {"items":[{"productId":1,"quantity":1}],"paymentMethod":"POINTS"}""");
    }

    @Test
    void the_first_orders_have_every_product() {
        for (var products : List.of(1, 2, 5, 200)) {
            var load = new Load(1, 0, products, 1, 1, 1, 0, 0);
            var seen = new TreeSet<Long>();
            for (var number = 0; number < load.introductions(); number++) {
                seen.addAll(products(requests(products), number));
            }
            assertThat(seen).hasSize(products);
        }
    }

    @Test
    void all_others_have_two_different_ones_and_every_product_has_its_share() {
        var requests = requests(10);

        var bought =
                IntStream.range(5, 1005)
                        .mapToObj(number -> products(requests, number))
                        .peek(order -> assertThat(order).hasSize(2).doesNotHaveDuplicates())
                        .flatMap(List::stream)
                        .toList();

        assertThat(
                        LongStream.rangeClosed(1, 10)
                                .map(it -> bought.stream().filter(id -> id == it).count()))
                .allSatisfy(times -> assertThat(times).isBetween(140L, 260L));
    }

    @Test
    void with_a_token_all_orders_are_of_the_one_whom_it_names() {
        var token = "e30.eyJzdWIiOiJhZGEifQ.c2ln";
        var requests = requests(1, BearerToken.read(token).orElseThrow());

        assertThat(requests.user(0)).isEqualTo("ada").isEqualTo(requests.user(1));
        assertThat(new String(requests.order(7), US_ASCII))
                .contains("\r\nAuthorization: Bearer " + token + "\r\n")
                .contains("\r\nIdempotency-Key: bench-7\r\n")
                .doesNotContain("X-USER-ID");
    }

    private static OrderRequests requests(int products) {
        return requests(products, Credentials.BELIEVED);
    }

    private static OrderRequests requests(int products, Credentials credentials) {
        return new OrderRequests(
                URI.create("http://127.0.0.1:8080"),
                "bench",
                LongStream.rangeClosed(1, products).boxed().toList(),
                3,
                credentials);
    }

    private static List<Long> products(OrderRequests requests, int number) {
        return PRODUCT.matcher(new String(requests.order(number), US_ASCII))
                .results()
                .map(found -> Long.valueOf(found.group(1)))
                .toList();
    }
}
