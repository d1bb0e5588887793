package dev.orderflow.order.adapter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.FuzzedApi;
import dev.orderflow.events.test.FuzzedJson;
import dev.orderflow.events.test.OrderflowTest;
import java.math.BigDecimal;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;

@OrderflowTest
class FuzzedOrdersTest {

    @LocalServerPort int port;
    @Autowired EventInjector others;
    @Autowired JdbcTemplate jdbc;

    @Test
    void every_body_is_an_order_or_is_refused_with_what_to_mend() {
        others.send(new ProductUpdated(1, "Espresso cup", new BigDecimal("12.50"), "EUR", true, 1));
        others.awaitHandled();
        var line =
                FuzzedJson.object(
                        Map.of(
                                "productId",
                                Arbitraries.of("1", "1", "1", "999999"),
                                "quantity",
                                Arbitraries.integers().between(1, 10_000).map(String::valueOf)));
        var lines =
                Arbitraries.oneOf(
                        Arbitraries.just("[{\"productId\":1,\"quantity\":2}]"),
                        line.map(it -> "[" + it + "]"));
        var before = orders();

        var accepted =
                new FuzzedApi(port)
                        .call(
                                "POST",
                                "/api/orders",
                                Map.of(
                                        "items", lines,
                                        "paymentMethod",
                                                Arbitraries.of(
                                                        "\"POINTS\"", "\"POINTS\"", "\"CARD\""),
                                        "cardToken",
                                                Arbitraries.of("null", "null", "\"tok_approve\"")));

        assertThat(accepted).isPositive();
        assertThat(orders() - before).isEqualTo(accepted);
    }

    private long orders() {
        return jdbc.queryForObject("select count(*) from orders", Long.class);
    }
}
