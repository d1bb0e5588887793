package dev.orderflow.order.adapter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.inventory.StockRestored;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.web.Caller;
import dev.orderflow.web.IdempotentRequests;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@OrderflowTest
class OrderApiTest {

    @LocalServerPort int port;
    @Autowired EventInjector others;
    @Autowired JdbcTemplate jdbc;
    @Autowired PlatformTransactionManager transactions;
    @Autowired IdempotentRequests idempotent;
    @Autowired PublishedEvents published;

    final HttpClient http = HttpClient.newHttpClient();
    final JsonMapper json = JsonMapper.shared();
    final String user = "user-" + UUID.randomUUID();

    @BeforeEach
    void products() {
        others.send(new ProductUpdated(1, "Espresso cup", new BigDecimal("12.50"), "EUR", true, 1));
        others.send(new ProductUpdated(2, "Dollar cup", new BigDecimal("12.50"), "USD", true, 1));
        others.send(new ProductUpdated(3, "Broken cup", new BigDecimal("1.00"), "EUR", false, 1));
        others.send(
                new ProductUpdated(
                        4, "Golden cup", new BigDecimal("999999999999999"), "EUR", true, 1));
        others.awaitHandled();
    }

    @Test
    void an_order_is_placed_at_the_services_price() {
        var answer =
                place(
                        """
                        {"items":[{"productId":1,"quantity":2}]}\
                        """);

        assertThat(answer.statusCode()).isEqualTo(201);
        var order = body(answer);
        assertThat(answer.headers().firstValue("Location")).contains("/api/orders/" + id(order));
        assertThat(order.get("status").asString()).isEqualTo("PENDING");
        assertThat(order.get("total").asString()).isEqualTo("25.00");
        assertThat(order.get("items").get(0).get("name").asString()).isEqualTo("Espresso cup");
        assertThat(body(get("/api/orders/" + id(order)))).isEqualTo(order);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    no json                                                                        | 400 | malformed-json
                    {                                                                              | 400 | malformed-json
                    []                                                                             | 400 | malformed-json
                    {"items":[{"productId":1,"quantity":1}]} {}                                    | 400 | malformed-json
                    {}                                                                             | 400 | items
                    {"items":null}                                                                 | 400 | items
                    {"items":[]}                                                                   | 400 | items
                    {"items":[null]}                                                               | 400 | items
                    {"items":{}}                                                                   | 400 | items
                    {"items":[{}]}                                                                 | 400 | productId
                    {"items":[{"productId":1}]}                                                    | 400 | quantity
                    {"items":[{"productId":1,"quantity":null}]}                                    | 400 | quantity
                    {"items":[{"productId":1,"quantity":0}]}                                       | 400 | quantity
                    {"items":[{"productId":1,"quantity":-1}]}                                      | 400 | quantity
                    {"items":[{"productId":1,"quantity":1.5}]}                                     | 400 | quantity
                    {"items":[{"productId":1,"quantity":"1"}]}                                     | 400 | quantity
                    {"items":[{"productId":1,"quantity":10001}]}                                   | 400 | quantity
                    {"items":[{"productId":1,"quantity":2147483648}]}                              | 400 | out of range
                    {"items":[{"productId":1,"quantity":9223372036854775808}]}                     | 400 | out of range
                    {"items":[{"productId":0,"quantity":1}]}                                       | 400 | productId
                    {"items":[{"productId":"1 or 1=1","quantity":1}]}                              | 400 | productId
                    {"items":[{"productId":1,"quantity":1,"price":0.01}]}                          | 400 | price
                    {"items":[{"productId":1,"quantity":1}],"status":"COMPLETED"}                  | 400 | status
                    {"items":[{"productId":1,"quantity":1}],"userId":"2"}                          | 400 | userId
                    {"items":[{"productId":1,"quantity":1}],"items":[]}                            | 400 | malformed-json
                    {"items":[{"productId":1,"quantity":1},{"productId":1,"quantity":2}]}          | 400 | once
                    {"items":[{"productId":1,"quantity":1}],"paymentMethod":"GOLD"}                | 400 | paymentMethod
                    {"items":[{"productId":1,"quantity":1}],"paymentMethod":0}                     | 400 | paymentMethod
                    {"items":[{"productId":1,"quantity":1}],"paymentMethod":"CARD"}                | 400 | cardToken
                    {"items":[{"productId":1,"quantity":1}],"cardToken":"tok_approve"}             | 400 | cardToken
                    {"items":[{"productId":1,"quantity":1}],"paymentMethod":"CARD","cardToken":"<b>"} | 400 | cardToken
                    {"items":[{"productId":999999,"quantity":1}]}                                  | 422 | product-not-orderable
                    {"items":[{"productId":3,"quantity":1}]}                                       | 422 | product-not-orderable
                    {"items":[{"productId":1,"quantity":1},{"productId":2,"quantity":1}]}          | 422 | mixed-currencies
                    {"items":[{"productId":4,"quantity":2}]}                                       | 422 | amount-too-large
                    """)
    void a_bad_order_is_refused_with_what_to_mend_and_changes_nothing(
            String body, int status, String mend) {
        var before = orders();

        var answer = place(body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertProblem(answer, mend);
        assertThat(orders()).isEqualTo(before);
    }

    @Test
    void too_much_is_refused_before_it_is_understood() {
        var before = orders();
        var manyLines =
                "{\"items\":["
                        + "{\"productId\":1,\"quantity\":1},".repeat(150)
                        + "{\"productId\":1,\"quantity\":1}]}";
        var bomb = "{\"items\":" + "[".repeat(1000) + "]".repeat(1000) + "}";
        var large = "{\"items\":[],\"x\":\"" + "x".repeat(10_000_000) + "\"}";

        assertProblem(place(manyLines), "items");
        assertThat(place(manyLines.replace("[", "[" + "{},".repeat(10_000 * 9))).statusCode())
                .isEqualTo(413);
        assertProblem(place(bomb), "items");
        var refused = place(large);
        assertThat(refused.statusCode()).isEqualTo(413);
        assertProblem(refused, "body-too-large");
        var longText = "{\"items\":[],\"x\":\"" + "x".repeat(150_000) + "\"}";
        assertProblem(place(longText), "malformed-json");
        var spaces = "{\"items\":" + " ".repeat(1_000_000) + "[]}";
        var ofUntoldLength =
                place(
                        BodyPublishers.ofInputStream(
                                () -> new ByteArrayInputStream(spaces.getBytes(UTF_8))));
        assertThat(ofUntoldLength.statusCode()).isEqualTo(413);
        assertProblem(ofUntoldLength, "body-too-large");
        assertProblem(
                place(
                        BodyPublishers.ofByteArray(
                                new byte[] {'{', '"', (byte) 0xff, (byte) 0xfe, '"', '}'})),
                "malformed-json");
        assertThat(orders()).isEqualTo(before);
    }

    static Stream<String> badCallers() {
        return Stream.of(
                "", " ", "a b", "a;b", "<script>", "' or 1=1 --", "a/../b", "x".repeat(65));
    }

    @ParameterizedTest
    @MethodSource("badCallers")
    void a_caller_must_be_well_formed(String caller) {
        var answer = send(HttpRequest.newBuilder(uri("/api/orders")).header("X-USER-ID", caller));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer, "X-USER-ID");
    }

    /** Line breaks end a header, and what comes after them is another one, or none at all. */
    @ParameterizedTest
    @ValueSource(strings = {"ada\u001b[31mFORGED", "ada\u0000", "ada\rFORGED", "ada\u007f"})
    void a_caller_with_control_characters_gets_nothing(String caller) throws Exception {
        try (var client = new Socket("localhost", port)) {
            client.getOutputStream()
                    .write(
                            "GET /api/orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nX-USER-ID: %s\r\n\r\n"
                                    .formatted(caller)
                                    .getBytes(UTF_8));

            var answer = new String(client.getInputStream().readAllBytes(), UTF_8);

            assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("FORGED", "Exception");
        }
    }

    @Test
    void whoever_does_not_say_who_they_are_gets_nothing() {
        var answer = send(HttpRequest.newBuilder(uri("/api/orders")));

        assertThat(answer.statusCode()).isEqualTo(401);
        assertProblem(answer, "X-USER-ID");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/actuator",
                "/actuator/metrics",
                "/actuator/prometheus",
                "/admin/anything",
                "/internal/events/1",
                "/nowhere"
            })
    void what_is_not_for_customers_is_closed_to_them(String path) {
        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertProblem(answer, "forbidden");
    }

    @Test
    void somebody_elses_order_is_not_found() {
        var order =
                id(
                        body(
                                place(
                                        """
                                        {"items":[{"productId":1,"quantity":1}]}\
                                        """)));
        var stranger =
                HttpRequest.newBuilder(uri("/api/orders/" + order)).header("X-USER-ID", "stranger");

        assertThat(send(stranger.copy()).statusCode()).isEqualTo(404);
        assertThat(
                        send(stranger.copy().uri(uri("/api/orders/" + order + "/timeline")))
                                .statusCode())
                .isEqualTo(404);
        assertThat(
                        send(stranger.copy()
                                        .uri(uri("/api/orders/" + order + "/cancel"))
                                        .POST(BodyPublishers.noBody()))
                                .statusCode())
                .isEqualTo(404);
        assertThat(body(get("/api/orders/" + order)).get("status").asString()).isEqualTo("PENDING");
    }

    @Test
    void wrong_ids_methods_and_media_types_are_refused() {
        assertThat(get("/api/orders/not-a-uuid").statusCode()).isEqualTo(400);
        assertThat(get("/api/orders/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
        assertThat(get("/api/orders?limit=0").statusCode()).isEqualTo(400);
        assertThat(get("/api/orders?limit=101").statusCode()).isEqualTo(400);
        assertThat(get("/api/orders?status=GONE").statusCode()).isEqualTo(400);
        assertThat(get("/api/orders?cursor=x").statusCode()).isEqualTo(400);
        assertThat(send(request("/api/orders").DELETE()).statusCode()).isEqualTo(405);
        assertThat(
                        send(request("/api/orders")
                                        .header("Content-Type", "text/plain")
                                        .POST(BodyPublishers.ofString("{}")))
                                .statusCode())
                .isEqualTo(415);
    }

    @Test
    void a_list_is_read_page_by_page_newest_first() {
        var placed =
                Stream.generate(
                                () ->
                                        id(
                                                body(
                                                        place(
                                                                """
                                                                {"items":[{"productId":1,"quantity":1}]}\
                                                                """))))
                        .limit(5)
                        .toList();

        var listed = new ArrayList<String>();
        var cursor = "";
        do {
            var page = body(get("/api/orders?limit=2" + cursor));
            page.get("orders").forEach(order -> listed.add(id(order)));
            cursor =
                    page.get("nextCursor").isNull()
                            ? null
                            : "&cursor=" + page.get("nextCursor").asString();
        } while (cursor != null);

        assertThat(listed).containsExactlyElementsOf(placed.reversed());
        assertThat(body(get("/api/orders?status=CANCELLED")).get("orders")).isEmpty();
    }

    @Test
    void a_cancel_is_accepted_and_repeating_it_changes_nothing() {
        var order =
                id(
                        body(
                                place(
                                        """
                                        {"items":[{"productId":1,"quantity":1}]}\
                                        """)));

        assertThat(cancel(order).statusCode()).isEqualTo(202);
        assertThat(cancel(order).statusCode()).isEqualTo(202);
        others.send(new StockRestored(UUID.fromString(order), List.of()));
        others.send(new PaymentRefunded(UUID.fromString(order), user, BigDecimal.ZERO, "EUR"));
        others.awaitHandled();

        var again = cancel(order);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(body(again).get("status").asString()).isEqualTo("CANCELLED");
        assertThat(body(again).get("reason").asString()).isEqualTo("CUSTOMER");
    }

    @Test
    void of_many_cancels_at_once_all_are_accepted_and_one_is_published() throws Exception {
        var order =
                id(
                        body(
                                place(
                                        """
                                        {"items":[{"productId":1,"quantity":1}]}\
                                        """)));

        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer :
                    clients.invokeAll(
                            java.util.Collections.nCopies(
                                    20, (Callable<HttpResponse<String>>) () -> cancel(order)))) {
                assertThat(answer.get().statusCode()).isEqualTo(202);
            }
        }

        published.await(OrderCancelled.class, UUID.fromString(order));
        assertThat(published.all(OrderCancelled.class, UUID.fromString(order))).hasSize(1);
    }

    @Test
    void a_client_that_prefers_to_wait_gets_the_final_order() throws Exception {
        var key = "wait-" + UUID.randomUUID();
        try (var client = Executors.newVirtualThreadPerTaskExecutor()) {
            var answer =
                    client.submit(
                            () ->
                                    send(
                                            post("""
                                            {"items":[{"productId":1,"quantity":1}]}\
                                            """)
                                                    .header("Prefer", "respond-async, wait=30")
                                                    .header("Idempotency-Key", key)));
            var order =
                    Awaitility.await()
                            .until(
                                    () -> body(get("/api/orders")).get("orders"),
                                    placed -> !placed.isEmpty())
                            .get(0)
                            .get("orderId")
                            .asString();
            cancel(order);
            others.send(new StockRestored(UUID.fromString(order), List.of()));
            others.send(new PaymentRefunded(UUID.fromString(order), user, BigDecimal.ZERO, "EUR"));

            assertThat(body(answer.get()).get("status").asString()).isEqualTo("CANCELLED");
            assertThat(answer.get().headers().firstValue("Preference-Applied")).contains("wait=30");
        }
    }

    @RepeatedTest(10)
    void fifty_calls_with_one_key_make_one_order() throws Exception {
        var key = "key-" + UUID.randomUUID();
        Callable<HttpResponse<String>> call =
                () ->
                        send(
                                post("""
                                {"items":[{"productId":1,"quantity":1}]}\
                                """)
                                        .header("Idempotency-Key", key));

        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : clients.invokeAll(java.util.Collections.nCopies(50, call))) {
                answers.add(answer.get());
            }
        }

        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.statusCode()).as(answer.body()).isIn(201, 409));
        assertThat(
                        answers.stream()
                                .filter(answer -> answer.statusCode() == 201)
                                .map(answer -> id(body(answer)))
                                .distinct())
                .hasSize(1);
        assertThat(
                        jdbc.queryForObject(
                                "select count(*) from orders where user_id = ?", Long.class, user))
                .isOne();
    }

    @Test
    void two_that_ask_again_at_once_both_get_the_first_answer() {
        var key = "key-" + UUID.randomUUID();
        var body =
                """
                {"items":[{"productId":1,"quantity":1}]}\
                """;
        var first = send(post(body).header("Idempotency-Key", key));

        var second =
                new TransactionTemplate(transactions)
                        .execute(
                                _ -> {
                                    // As the other one does while it reads its answer.
                                    jdbc.queryForList(
                                            "select id from idempotent_request for update");
                                    return send(post(body).header("Idempotency-Key", key));
                                });

        assertThat(second.statusCode()).as(second.body()).isEqualTo(201);
        assertThat(body(second)).isEqualTo(body(first));
    }

    @Test
    void a_repeated_call_gets_the_first_answer_and_a_reused_key_is_refused() {
        var key = "key-" + UUID.randomUUID();
        var first =
                send(
                        post("""
                        {"items":[{"productId":1,"quantity":1}]}\
                        """)
                                .header("Idempotency-Key", key));
        var repeated =
                send(
                        post("""
                        {"items": [ {"quantity": 1, "productId": 1} ]}\
                        """)
                                .header("Idempotency-Key", key));
        var reused =
                send(
                        post("""
                        {"items":[{"productId":1,"quantity":2}]}\
                        """)
                                .header("Idempotency-Key", key));

        assertThat(repeated.statusCode()).isEqualTo(201);
        assertThat(body(repeated)).isEqualTo(body(first));
        assertThat(repeated.headers().firstValue("Location"))
                .isEqualTo(first.headers().firstValue("Location"));
        assertThat(repeated.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(reused.statusCode()).isEqualTo(422);
        assertProblem(reused, "idempotency-key-reused");
    }

    @Test
    void a_refusal_is_repeated_too() {
        var key = "key-" + UUID.randomUUID();
        var unknown = "{\"items\":[{\"productId\":777,\"quantity\":1}]}";

        assertThat(send(post(unknown).header("Idempotency-Key", key)).statusCode()).isEqualTo(422);
        others.send(new ProductUpdated(777, "Late cup", BigDecimal.ONE, "EUR", true, 1));
        others.awaitHandled();
        var repeated = send(post(unknown).header("Idempotency-Key", key));

        assertThat(repeated.statusCode()).isEqualTo(422);
        assertThat(repeated.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(repeated.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
    }

    @Test
    void a_client_that_lost_the_answer_gets_it_by_asking_again() throws Exception {
        var key = "key-" + UUID.randomUUID();
        var body =
                """
                {"items":[{"productId":1,"quantity":1}]}\
                """;

        // The connection is gone before anybody could answer; the order is placed all the same.
        try (var client = new Socket("localhost", port)) {
            client.getOutputStream()
                    .write(
                            """
                            POST /api/orders HTTP/1.1\r
                            Host: localhost\r
                            X-USER-ID: %s\r
                            Idempotency-Key: %s\r
                            Content-Type: application/json\r
                            Content-Length: %d\r
                            \r
                            %s\
                            """
                                    .formatted(user, key, body.length(), body)
                                    .getBytes(UTF_8));
        }
        var placed =
                Awaitility.await()
                        .until(
                                () -> body(get("/api/orders")).get("orders"),
                                orders -> !orders.isEmpty());
        var again = send(post(body).header("Idempotency-Key", key));

        assertThat(again.statusCode()).isEqualTo(201);
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(id(body(again))).isEqualTo(id(placed.get(0)));
        assertThat(body(get("/api/orders")).get("orders")).hasSize(1);
    }

    @Test
    void a_key_is_the_callers_and_the_routes_own() {
        var key = "key-" + UUID.randomUUID();
        var body =
                """
                {"items":[{"productId":1,"quantity":1}]}\
                """;
        var mine = body(send(post(body).header("Idempotency-Key", key)));
        var theirs =
                body(
                        send(
                                post(body)
                                        .setHeader("X-USER-ID", "other-" + user)
                                        .header("Idempotency-Key", key)));
        var elsewhere =
                idempotent.once(
                        key,
                        new Caller(user, Set.of()),
                        "POST /api/elsewhere",
                        body,
                        () -> ResponseEntity.ok("another route"));

        assertThat(id(theirs)).isNotEqualTo(id(mine));
        assertThat(elsewhere.getBody()).isEqualTo("another route");
    }

    @Test
    void a_call_that_has_not_ended_is_not_answered_for() throws Exception {
        var key = "key-" + UUID.randomUUID();
        var running = new CountDownLatch(1);
        var mayEnd = new CountDownLatch(1);
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var first =
                    clients.submit(
                            () ->
                                    once(
                                            key,
                                            () -> {
                                                running.countDown();
                                                mayEnd.await();
                                                return "first";
                                            }));
            running.await();

            assertThat(once(key, () -> "second").getStatusCode().value()).isEqualTo(409);

            mayEnd.countDown();
            assertThat(first.get().getBody()).isEqualTo("first");
        }
        assertThat(once(key, () -> "third").getBody()).hasToString("\"first\"");
    }

    @Test
    void our_own_failure_is_no_answer_and_the_next_try_counts() {
        var key = "key-" + UUID.randomUUID();
        Callable<String> broken =
                () -> {
                    throw new IllegalStateException("broken");
                };

        assertThatThrownBy(() -> once(key, broken)).hasRootCauseMessage("broken");

        assertThat(once(key, () -> "better").getBody()).isEqualTo("better");
    }

    @RepeatedTest(5)
    void of_two_requests_with_one_key_one_is_placed_and_the_other_told() throws Exception {
        var key = "key-" + UUID.randomUUID();
        List<Callable<HttpResponse<String>>> calls = new ArrayList<>();
        for (var quantity = 1; quantity <= 8; quantity++) {
            var body = "{\"items\":[{\"productId\":1,\"quantity\":%d}]}".formatted(quantity);
            calls.add(() -> send(post(body).header("Idempotency-Key", key)));
        }

        List<HttpResponse<String>> answers = new ArrayList<>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }

        assertThat(answers)
                .allSatisfy(
                        answer ->
                                assertThat(answer.statusCode())
                                        .as(answer.body())
                                        .isIn(201, 409, 422));
        assertThat(answers).filteredOn(answer -> answer.statusCode() == 201).hasSize(1);
        assertThat(body(get("/api/orders")).get("orders")).hasSize(1);
    }

    @Test
    void a_customer_with_too_many_open_orders_waits_and_loses_none() {
        var accepted = new ArrayList<String>();
        HttpResponse<String> answer;
        String key;
        do {
            key = "key-" + UUID.randomUUID();
            answer =
                    send(
                            post("""
                            {"items":[{"productId":1,"quantity":1}]}\
                            """)
                                    .header("Idempotency-Key", key));
            if (answer.statusCode() == 201) {
                accepted.add(id(body(answer)));
            }
        } while (answer.statusCode() == 201 && accepted.size() < 150);

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
        assertProblem(answer, "too-many-open-orders");
        assertThat(accepted).hasSizeBetween(100, 110);
        assertThat(
                        jdbc.queryForObject(
                                "select count(*) from orders where user_id = ?", Long.class, user))
                .isEqualTo(accepted.size());

        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ ->
                                jdbc.update(
                                        "update orders set status = 'COMPLETED' where user_id = ?",
                                        user));
        var later =
                send(
                        post("""
                        {"items":[{"productId":1,"quantity":1}]}\
                        """)
                                .header("Idempotency-Key", key));
        assertThat(later.statusCode()).as("under the key that was refused").isEqualTo(201);
    }

    static Stream<String> oddKeys() {
        return Stream.of(
                "1", "1234567", "with space", "uml\u00e4ut-key", "semi;colon", "k".repeat(129));
    }

    @ParameterizedTest
    @MethodSource("oddKeys")
    void an_odd_idempotency_key_is_refused(String key) {
        var before = orders();

        var answer =
                send(
                        post("""
                        {"items":[{"productId":1,"quantity":1}]}\
                        """)
                                .header("Idempotency-Key", key));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertProblem(answer, "Idempotency-Key");
        assertThat(orders()).isEqualTo(before);
    }

    @Test
    void an_administrator_sees_everybodys_orders() {
        var order =
                id(
                        body(
                                place(
                                        """
                                        {"items":[{"productId":1,"quantity":1}]}\
                                        """)));

        assertThat(body(getAsAdmin("/admin/orders/" + order)))
                .isEqualTo(body(get("/api/orders/" + order)));
        assertThat(
                        body(getAsAdmin("/admin/orders/" + order + "/timeline"))
                                .get("orderId")
                                .asString())
                .isEqualTo(order);
        assertThat(id(body(getAsAdmin("/admin/orders?limit=1")).get("orders").get(0)))
                .isEqualTo(order);
        assertThat(body(getAsAdmin("/admin/orders?status=PENDING&userId=" + user)).get("orders"))
                .hasSize(1);
        assertThat(body(getAsAdmin("/admin/orders?userId=nobody")).get("orders")).isEmpty();
        assertThat(getAsAdmin("/admin/orders/" + UUID.randomUUID()).statusCode()).isEqualTo(404);
    }

    private HttpResponse<String> getAsAdmin(String path) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("X-USER-ID", "operator")
                        .header("X-USER-ROLES", "ADMIN"));
    }

    @Test
    void the_timeline_says_who_could_not_be_asked() {
        var order =
                id(
                        body(
                                place(
                                        """
                                        {"items":[{"productId":1,"quantity":1}]}\
                                        """)));
        others.send(new StockReserved(UUID.fromString(order)));
        others.awaitHandled();

        var timeline = body(get("/api/orders/" + order + "/timeline"));

        assertThat(timeline.get("status").asString()).isEqualTo("CONFIRMED");
        var step = timeline.get("steps").get(0);
        assertThat(step.get("event").asString()).isEqualTo("stock-reserved");
        assertThat(step.get("publishedBy").asString()).isEqualTo("inventory-service");
        assertThat(step.get("handledBy").get(0).get("service").asString())
                .isEqualTo("order-service");
        assertThat(step.get("handledBy").get(0).get("attempts").asInt()).isEqualTo(1);
        assertThat(timeline.get("unavailable")).hasSize(3);
    }

    @Test
    void the_contracts_of_all_are_given_away() {
        var contracts = body(send(HttpRequest.newBuilder(uri("/contracts/asyncapi.json"))));

        assertThat(contracts.get("channels").has("order-created")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/contracts", "/contracts/"})
    void the_folder_of_the_contracts_leads_to_their_page(String path) {
        var answer = send(HttpRequest.newBuilder(uri(path)));

        assertThat(answer.statusCode()).isEqualTo(302);
        var page = uri(path).resolve(answer.headers().firstValue("Location").orElseThrow());
        assertThat(send(HttpRequest.newBuilder(page)).body())
                .contains("<h1>Orderflow: contracts</h1>")
                .doesNotContain("<style", " style="); // which its own security policy would forbid
    }

    @Test
    void the_api_documents_itself() {
        var document = body(send(HttpRequest.newBuilder(uri("/v3/api-docs"))));

        assertThat(document.get("paths").propertyNames())
                .contains(
                        "/api/orders",
                        "/api/orders/{id}",
                        "/api/orders/{id}/cancel",
                        "/api/orders/{id}/timeline");
    }

    /** As a controller would. */
    private ResponseEntity<?> once(String key, Callable<String> action) {
        return idempotent.once(
                key,
                new Caller(user, Set.of()),
                "POST /api/test",
                "the same",
                () -> {
                    try {
                        return ResponseEntity.ok(action.call());
                    } catch (Exception failed) {
                        throw new IllegalStateException(failed);
                    }
                });
    }

    private void assertProblem(HttpResponse<String> answer, String mend) {
        assertThat(answer.statusCode()).isBetween(400, 499);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        var problem = body(answer);
        assertThat(problem.get("type").asString()).startsWith("urn:orderflow:problem:");
        assertThat(problem.get("detail").asString()).isNotBlank();
        assertThat(answer.body())
                .contains(mend)
                .doesNotContain("Exception", "dev.orderflow", "tools.jackson");
    }

    private long orders() {
        return jdbc.queryForObject("select count(*) from orders", Long.class);
    }

    private HttpResponse<String> place(String body) {
        return send(post(body));
    }

    private HttpResponse<String> place(HttpRequest.BodyPublisher body) {
        return send(request("/api/orders").header("Content-Type", "application/json").POST(body));
    }

    private HttpResponse<String> cancel(String order) {
        return send(request("/api/orders/" + order + "/cancel").POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> get(String path) {
        return send(request(path));
    }

    private HttpRequest.Builder post(String body) {
        return request("/api/orders")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(uri(path)).header("X-USER-ID", user);
    }

    private URI uri(String path) {
        return URI.create("http://localhost:" + port + path);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private JsonNode body(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private static String id(JsonNode order) {
        return order.get("orderId").asString();
    }
}
