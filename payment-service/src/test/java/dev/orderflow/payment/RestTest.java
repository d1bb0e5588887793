package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.payment.application.port.in.PayOrderUseCase;
import dev.orderflow.payment.application.port.in.PayOrderUseCase.PayOrder;
import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The REST interface as a caller sees it. */
@PaymentServiceTest
@TestPropertySource(properties = "app.gateway-worker.auto-startup=false")
class RestTest {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final JsonMapper JSON = new JsonMapper();
    private static final String TOP_UP = "{\"amount\":\"100.00\",\"currency\":\"EUR\"}";

    @Autowired PayOrderUseCase payOrder;

    @Value("${local.server.port}")
    int port;

    final String user = "user-" + UuidCreator.getTimeOrderedEpoch();

    @AfterAll
    static void close() {
        HTTP.close();
    }

    @Test
    void an_admin_tops_up_and_the_user_sees_the_balance() {
        var answer = topUp(user, TOP_UP);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer))
                .isEqualTo(
                        json(
                                "{\"userId\":\"%s\",\"balances\":[{\"currency\":\"EUR\",\"amount\":\"100.00\"}]}"
                                        .formatted(user)));
        assertThat(json(get("/api/points", user, "USER"))).isEqualTo(json(answer));
    }

    @Test
    void a_top_up_repeated_with_its_key_happens_once() {
        var first = topUp(user, TOP_UP, "key-" + user);
        var again = topUp(user, "{ \"currency\": \"EUR\", \"amount\": \"100.00\" }", "key-" + user);

        assertThat(json(again)).isEqualTo(json(first));
        assertThat(again.headers().firstValue("Idempotent-Replayed")).contains("true");
        assertThat(balances(user)).isEqualTo("[{\"currency\":\"EUR\",\"amount\":\"100.00\"}]");
        assertThat(topUp(user, TOP_UP.replace("100", "101"), "key-" + user).statusCode())
                .isEqualTo(422);
    }

    @Test
    void fifty_top_ups_at_once_with_one_key_happen_once() {
        var statuses = Collections.synchronizedList(new ArrayList<Integer>());

        AtOnce.run(
                Collections.nCopies(
                        50, () -> statuses.add(topUp(user, TOP_UP, "key-" + user).statusCode())));

        assertThat(statuses).contains(200).allMatch(status -> status == 200 || status == 409);
        assertThat(balances(user)).isEqualTo("[{\"currency\":\"EUR\",\"amount\":\"100.00\"}]");
    }

    @Test
    void a_payment_is_shown_to_its_owner_and_to_admins_without_the_card() {
        var orderId = payByCard();

        var answer = get("/api/payments?orderId=" + orderId, user, "USER");

        var payment = json(answer).path("payments").path(0);
        assertThat(payment.propertyNames())
                .containsExactly(
                        "paymentId",
                        "orderId",
                        "userId",
                        "method",
                        "amount",
                        "currency",
                        "status",
                        "code",
                        "createdAt",
                        "updatedAt");
        assertThat(payment.path("orderId").asString()).isEqualTo(orderId);
        assertThat(payment.path("amount").asString()).isEqualTo("25.00");
        assertThat(payment.path("status").asString()).isEqualTo("PENDING");
        assertThat(answer.body()).doesNotContain("tok_");
        assertThat(json(get("/api/payments?orderId=" + orderId, "somebody", "ADMIN")))
                .isEqualTo(json(answer));
    }

    @Test
    void somebody_elses_payment_is_not_there() {
        assertThat(get("/api/payments?orderId=" + payByCard(), "somebody", "USER").body())
                .isEqualTo("{\"payments\":[]}");
    }

    @Test
    void an_account_cannot_grow_without_end() {
        var million = "{\"amount\":\"1000000\",\"currency\":\"EUR\"}";
        assertThat(topUp(user, million).statusCode()).isEqualTo(200);
        assertThat(topUp(user, million.replace("1000000", "1000000.01")).statusCode())
                .isEqualTo(400);
    }

    static Stream<Arguments> badTopUps() {
        return Stream.of(
                Arguments.of("", "malformed-json"),
                Arguments.of("{", "malformed-json"),
                Arguments.of("[]", "malformed-json"),
                Arguments.of("null", "malformed-json"),
                Arguments.of("[".repeat(1000), "malformed-json"),
                Arguments.of("{}", "invalid-request"),
                Arguments.of("{\"amount\":null,\"currency\":\"EUR\"}", "invalid-request"),
                Arguments.of("{\"amount\":\"1.00\"}", "invalid-request"),
                Arguments.of(body("1.00", "eur"), "invalid-request"),
                Arguments.of(body("1.00", "EURO"), "invalid-request"),
                Arguments.of(body("1.00", "QQQ"), "unacceptable-amount"),
                Arguments.of(body("1.00", "XXX"), "unacceptable-amount"),
                Arguments.of(body("0", "EUR"), "invalid-request"),
                Arguments.of(body("0.00", "EUR"), "invalid-request"),
                Arguments.of(body("0.001", "EUR"), "invalid-request"),
                Arguments.of(body("-1.00", "EUR"), "invalid-request"),
                Arguments.of(body("+1.00", "EUR"), "invalid-request"),
                Arguments.of(body("1000000.01", "EUR"), "invalid-request"),
                Arguments.of(body("99999999999999999999", "EUR"), "invalid-request"),
                Arguments.of(body("1e3", "EUR"), "invalid-request"),
                Arguments.of(body("1E999999999", "EUR"), "invalid-request"),
                Arguments.of(body("NaN", "EUR"), "invalid-request"),
                Arguments.of(body("1.001", "EUR"), "unacceptable-amount"),
                Arguments.of(body("1.5", "JPY"), "unacceptable-amount"),
                Arguments.of(body("", "EUR"), "invalid-request"),
                Arguments.of(body(" 1.00", "EUR"), "invalid-request"),
                Arguments.of(body("1,00", "EUR"), "invalid-request"),
                Arguments.of(body("\u0661\u0662", "EUR"), "invalid-request"),
                Arguments.of(body("1'; drop table payment; --", "EUR"), "invalid-request"),
                Arguments.of(body("1.00\\r\\n[forged] log line", "EUR"), "invalid-request"),
                Arguments.of("{\"amount\":100,\"currency\":\"EUR\"}", "invalid-request"),
                Arguments.of("{\"amount\":1.50,\"currency\":\"EUR\"}", "invalid-request"),
                Arguments.of("{\"amount\":[\"1.00\"],\"currency\":\"EUR\"}", "invalid-request"),
                Arguments.of(
                        "{\"amount\":\"1.00\",\"amount\":\"2.00\",\"currency\":\"EUR\"}",
                        "malformed-json"),
                Arguments.of(
                        "{\"amount\":\"1.00\",\"currency\":\"EUR\",\"userId\":\"me\"}",
                        "invalid-request"),
                Arguments.of("{\"amount\":\"1.00\",\"currency\":\"EUR\"} {}", "malformed-json"));
    }

    @ParameterizedTest
    @MethodSource("badTopUps")
    void a_bad_top_up_is_refused_with_what_to_mend_and_changes_nothing(
            String body, String problem) {
        var answer = topUp(user, body);

        assertProblem(answer, 400, problem);
        assertThat(balances(user)).isEqualTo("[]");
    }

    @Test
    void a_body_of_10_mb_is_refused() {
        assertThat(topUp(user, body("1".repeat(10_000_000), "EUR")).statusCode()).isEqualTo(413);
        assertThat(balances(user)).isEqualTo("[]");
    }

    @ParameterizedTest
    @CsvSource({
        "GET,    /api/payments,                                               1, USER,  400",
        "GET,    /api/payments?orderId=,                                      1, USER,  400",
        "GET,    /api/payments?orderId=42,                                    1, USER,  400",
        "GET,    /api/payments?orderId=%27%20or%201%3D1,                      1, USER,  400",
        "GET,    /api/payments?orderId=01a1fd77-9e7b-77af-af60-a869609100e9,  ,  USER,  401",
        "GET,    /api/points,                                                 ,  USER,  401",
        "GET,    /api/points,                                                 a b, USER, 400",
        "DELETE, /api/points,                                                 1, ADMIN, 405",
        "GET,    /api/points/1/top-up,                                        1, ADMIN, 405",
        "POST,   /api/points/1/top-up,                                        1, USER,  403",
        "POST,   /api/points/1/top-up,                                        ,  ADMIN, 401",
        "POST,   /api/points/a%20b/top-up,                                    1, ADMIN, 400",
        "POST,   /api/points/%3Cb%3E/top-up,                                  1, ADMIN, 400",
        "GET,    /api/nothing,                                                1, USER,  404",
        "GET,    /actuator/prometheus,                                        1, USER,  403",
        "GET,    /actuator/env,                                               1, USER,  403"
    })
    void a_bad_call_is_refused_with_a_problem(
            String method, String path, String userId, String role, int status) {
        var request =
                HttpRequest.newBuilder(uri(path))
                        .method(
                                method,
                                method.equals("POST")
                                        ? BodyPublishers.ofString(TOP_UP)
                                        : BodyPublishers.noBody())
                        .header("Content-Type", "application/json")
                        .header("X-USER-ROLES", role);
        if (userId != null) {
            request.header("X-USER-ID", userId);
        }

        var answer = send(request);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("\tat ");
    }

    @Test
    void a_body_of_another_type_is_refused() {
        var answer =
                send(
                        HttpRequest.newBuilder(uri("/api/points/" + user + "/top-up"))
                                .POST(BodyPublishers.ofString("amount=1"))
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .header("X-USER-ID", "1")
                                .header("X-USER-ROLES", "ADMIN"));

        assertThat(answer.statusCode()).isEqualTo(415);
    }

    @Test
    void bytes_that_are_no_text_are_refused() {
        var answer =
                send(
                        HttpRequest.newBuilder(uri("/api/points/" + user + "/top-up"))
                                .POST(
                                        BodyPublishers.ofByteArray(
                                                new byte[] {
                                                    '{', '"', (byte) 0xC3, (byte) 0x28, '"', '}'
                                                }))
                                .header("Content-Type", "application/json")
                                .header("X-USER-ID", "1")
                                .header("X-USER-ROLES", "ADMIN"));

        assertProblem(answer, 400, "malformed-json");
    }

    private void assertProblem(HttpResponse<String> answer, int status, String problem) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type").orElse(""))
                .startsWith("application/problem+json");
        assertThat(json(answer).path("type").asString())
                .isEqualTo("urn:orderflow:problem:" + problem);
        assertThat(json(answer).path("detail").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception");
    }

    private static String body(String amount, String currency) {
        return "{\"amount\":\"%s\",\"currency\":\"%s\"}".formatted(amount, currency);
    }

    private String payByCard() {
        var orderId = UuidCreator.getTimeOrderedEpoch();
        payOrder.pay(
                new PayOrder(
                        new OrderId(orderId),
                        new PaymentRequest(
                                new UserId(user),
                                Money.of("25.00", "EUR"),
                                new PaymentMethod.Card(new CardToken("tok_approve")))));
        return orderId.toString();
    }

    private String balances(String userId) {
        return json(get("/api/points", userId, "USER")).path("balances").toString();
    }

    private HttpResponse<String> topUp(String userId, String body, String... idempotencyKey) {
        var request =
                HttpRequest.newBuilder(uri("/api/points/" + userId + "/top-up"))
                        .POST(BodyPublishers.ofString(body))
                        .header("Content-Type", "application/json")
                        .header("X-USER-ID", "admin")
                        .header("X-USER-ROLES", "ADMIN");
        List.of(idempotencyKey).forEach(key -> request.header("Idempotency-Key", key));
        return send(request);
    }

    private HttpResponse<String> get(String path, String userId, String role) {
        return send(
                HttpRequest.newBuilder(uri(path))
                        .header("X-USER-ID", userId)
                        .header("X-USER-ROLES", role));
    }

    private URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return HTTP.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        return JSON.readTree(text);
    }
}
