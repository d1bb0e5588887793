package dev.orderflow.inventory.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.FuzzedApi;
import dev.orderflow.events.test.OrderflowTest;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@OrderflowTest
class FuzzedProductsTest {

    static final Map<String, Arbitrary<String>> PRODUCT =
            Map.of(
                    "name", Arbitraries.of("\"Book\"", "\"책 📚\""),
                    "price", Arbitraries.of("\"12.5\"", "\"0\"", "\"100\""),
                    "currency", Arbitraries.of("\"EUR\"", "\"KRW\""));

    @LocalServerPort int port;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void every_body_is_a_product_or_a_delivery_or_is_refused_with_what_to_mend() {
        var before = number("select count(*) from product");

        var products = new FuzzedApi(port).call("POST", "/api/products", PRODUCT);

        assertThat(products).isPositive();
        assertThat(number("select count(*) from product") - before).isEqualTo(products);

        var id = number("select max(id) from product");
        var deliveries =
                new FuzzedApi(port)
                        .call(
                                "POST",
                                "/api/products/" + id + "/stock",
                                Map.of("quantity", Arbitraries.just("1")));

        assertThat(deliveries).isPositive();
        assertThat(number("select count(*) from stock_receipt where product_id = " + id))
                .isEqualTo(deliveries);
    }

    private long number(String query) {
        return transaction.execute(_ -> jdbc.queryForObject(query, Long.class));
    }
}
