package dev.orderflow.order.adapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** More orders are open than the system gets done in time. */
@OrderflowTest
class OpenWorkTest {

    private static final int LIMIT = 20_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @LocalServerPort int port;
    @Autowired EventInjector others;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;

    final HttpClient http = HttpClient.newHttpClient();
    final String crowd = "crowd-" + UUID.randomUUID();

    @Test
    void new_orders_are_refused_until_some_have_ended_and_known_ones_are_not() {
        others.send(new ProductUpdated(1, "Espresso cup", new BigDecimal("12.50"), "EUR", true, 1));
        others.awaitHandled();
        var key = "key-" + UUID.randomUUID();
        var known = place(key);
        assertThat(known.statusCode()).isEqualTo(201);

        crowdOrders();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(place(newKey()).statusCode()).isEqualTo(503));

        var refused = place(newKey());
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(refused.body()).contains("too-much-open-work", "Nothing was changed");
        assertThat(place(key).body()).isEqualTo(known.body());

        crowdLeaves();
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(place(newKey()).statusCode()).isEqualTo(201));
    }

    private void crowdOrders() {
        var rows =
                Stream.generate(() -> new Object[] {UUID.randomUUID().toString(), crowd})
                        .limit(LIMIT)
                        .toList();
        inTransaction(
                () ->
                        jdbc.batchUpdate(
                                """
                                insert into orders (id, user_id, status, stock, payment, cancel_reasons, payment_method, total, currency,
                                                    created_at, updated_at, deadline, version)
                                values (unhex(replace(?, '-', '')), ?, 'PENDING', 'NONE', 'NONE', '', 'POINTS', 1, 'EUR',
                                        '2026-01-01', '2026-01-01', '2199-01-01', 0)""",
                                rows));
    }

    @AfterEach
    void crowdLeaves() {
        inTransaction(() -> jdbc.update("delete from orders where user_id = ?", crowd));
    }

    private void inTransaction(Runnable work) {
        new TransactionTemplate(transactions).executeWithoutResult(_ -> work.run());
    }

    private HttpResponse<String> place(String key) {
        var request =
                HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/orders"))
                        .header("X-USER-ID", "user-" + key)
                        .header("Content-Type", "application/json")
                        .header("Idempotency-Key", key)
                        .POST(
                                BodyPublishers.ofString(
                                        """
                                        {"items":[{"productId":1,"quantity":1}]}"""))
                        .build();
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private static String newKey() {
        return "key-" + UUID.randomUUID();
    }
}
