package dev.orderflow.notification.adapter.in.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.notification.NotificationTest;
import dev.orderflow.notification.application.port.in.SendMailsUseCase;
import dev.orderflow.notification.application.port.in.TellCustomersUseCase;
import dev.orderflow.notification.domain.News;
import dev.orderflow.notification.domain.UserId;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RestTest extends NotificationTest {

    private static final JsonMapper JSON = new JsonMapper();

    @LocalServerPort int port;
    @Autowired TellCustomersUseCase customers;
    @Autowired SendMailsUseCase mails;

    final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void a_customer_reads_what_they_were_told() throws Exception {
        var news = newsOf("1").completed();
        customers.tell(List.of(news));
        mails.sendDue();

        var answer = get("/api/notifications", "1");

        assertThat(answer.statusCode()).isEqualTo(200);
        var notification = json(answer).get("notifications").get(0);
        assertThat(notification.propertyNames())
                .containsExactly(
                        "notificationId",
                        "orderId",
                        "kind",
                        "subject",
                        "text",
                        "createdAt",
                        "mail");
        assertThat(notification.get("orderId").asString()).isEqualTo(news.orderId().toString());
        assertThat(notification.get("kind").asString()).isEqualTo("COMPLETED");
        assertThat(notification.get("subject").asString()).contains("is complete");
        assertThat(notification.get("text").asString()).contains("25.00 EUR");
        assertThat(notification.get("createdAt").asString()).matches("\\d{4}-.*Z");
        assertThat(notification.get("mail").asString()).isEqualTo("SENT");
        assertThat(json(answer).get("nextCursor").isNull()).isTrue();
    }

    @Test
    void nobody_reads_what_others_were_told() throws Exception {
        customers.tell(List.of(newsOf("1").completed()));

        assertThat(json(get("/api/notifications", "2")).get("notifications")).isEmpty();
        assertThat(json(get("/api/notifications", "admin", "ADMIN")).get("notifications"))
                .isEmpty();
    }

    @Test
    void ids_that_differ_in_case_are_of_different_customers() throws Exception {
        customers.tell(List.of(newsOf("jo").completed()));

        assertThat(json(get("/api/notifications", "JO")).get("notifications")).isEmpty();
    }

    @Test
    void the_newest_come_first_page_by_page() throws Exception {
        var all = IntStream.range(0, 7).mapToObj(_ -> newsOf("1").completed()).toList();
        all.forEach(news -> customers.tell(List.of(news)));
        customers.tell(List.of(newsOf("2").completed()));

        var read = new ArrayList<String>();
        var cursor = "";
        do {
            var page = json(get("/api/notifications?limit=3" + cursor, "1"));
            page.get("notifications").forEach(each -> read.add(each.get("orderId").asString()));
            cursor =
                    page.get("nextCursor").isNull()
                            ? ""
                            : "&cursor=" + page.get("nextCursor").asString();
        } while (!cursor.isEmpty());

        assertThat(read)
                .containsExactlyElementsOf(
                        all.reversed().stream().map(news -> news.orderId().toString()).toList());
    }

    @Test
    void an_admin_reads_the_statistics() throws Exception {
        var first = newsOf("1").at("2026-03-14T23:59:59Z");
        var second = newsOf("2").at("2026-03-15T00:00:00Z");
        customers.tell(Stream.concat(first.all().stream(), Stream.of(second.created())).toList());

        var answer = get("/api/statistics?from=2026-03-14&to=2026-03-15", "boss", "ADMIN");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer))
                .isEqualTo(
                        JSON.readTree(
                                """
                                {"from": "2026-03-14", "to": "2026-03-15", "days": [
                                  {"day": "2026-03-14",
                                   "created": {"orders": 1, "amounts": [{"currency": "EUR", "amount": "25.00"}]},
                                   "paid": {"orders": 1, "amounts": [{"currency": "EUR", "amount": "25.00"}]},
                                   "completed": {"orders": 1, "amounts": [{"currency": "EUR", "amount": "25.00"}]},
                                   "cancelled": {"orders": 1, "amounts": [{"currency": "EUR", "amount": "25.00"}]},
                                   "refunded": {"orders": 1, "amounts": [{"currency": "EUR", "amount": "25.00"}]}},
                                  {"day": "2026-03-15",
                                   "created": {"orders": 1, "amounts": [{"currency": "EUR", "amount": "25.00"}]},
                                   "paid": {"orders": 0, "amounts": []},
                                   "completed": {"orders": 0, "amounts": []},
                                   "cancelled": {"orders": 0, "amounts": []},
                                   "refunded": {"orders": 0, "amounts": []}}]}
                                """));
    }

    @Test
    void the_statistics_are_of_the_last_30_days_unless_asked_otherwise() throws Exception {
        var answer = json(get("/api/statistics?to=2026-03-31", "boss", "ADMIN"));

        assertThat(answer.get("from").asString()).isEqualTo("2026-03-02");
        assertThat(answer.get("days")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?from=2024-01-01&to=2024-12-31",
                "?from=2026-01-01&to=2026-01-01",
                "?to=2000-01-02",
                ""
            })
    void up_to_366_days_can_be_asked_for(String query) throws Exception {
        assertThat(get("/api/statistics" + query, "boss", "ADMIN").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/notifications?limit=0 | 400 | invalid-request | limit",
                "/api/notifications?limit=-1 | 400 | invalid-request | limit",
                "/api/notifications?limit=101 | 400 | invalid-request | limit",
                "/api/notifications?limit=1.5 | 400 | bad-request | limit",
                "/api/notifications?limit=2147483648 | 400 | bad-request | limit",
                "/api/notifications?limit=ten | 400 | bad-request | limit",
                "/api/notifications?cursor=1 | 400 | bad-request | cursor",
                "/api/notifications?cursor='%20or%201=1-- | 400 | bad-request | cursor",
                "/api/notifications?cursor=%3Cscript%3E | 400 | bad-request | cursor",
                "/api/notifications?cursor=%0d%0aX: | 400 | bad-request | cursor",
                "/api/statistics?from=yesterday | 400 | bad-request | from",
                "/api/statistics?from=2026-02-30 | 400 | bad-request | from",
                "/api/statistics?to=2026-13-01 | 400 | bad-request | to",
                "/api/statistics?to=14.03.2026 | 400 | bad-request | to",
                "/api/statistics?from=2026-03-15&to=2026-03-14 | 400 | invalid-period | from",
                "/api/statistics?from=2025-01-01&to=2026-01-02 | 400 | invalid-period | 366 days",
                "/api/statistics?from=-999999999-01-01 | 400 | invalid-period | between 2000-01-01 and",
                "/api/statistics?to=-999999999-01-01 | 400 | invalid-period | between 2000-01-01 and",
                "/api/statistics?to=%2B999999999-12-31 | 400 | invalid-period | between 2000-01-01 and",
                "/api/statistics?from=2199-12-31&to=2200-01-01 | 400 | invalid-period | between",
                "/api/nothing | 404 | not-found | ''",
            })
    void a_bad_question_gets_an_answer_that_says_what_to_mend(
            String path, int status, String type, String mention) throws Exception {
        var answer = get(path.replace(" ", "%20"), "boss", "ADMIN");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValue("application/problem+json");
        assertThat(json(answer).get("type").asString()).isEqualTo("urn:orderflow:problem:" + type);
        assertThat(json(answer).get("detail").asString()).contains(mention);
        assertThat(answer.body()).doesNotContain("Exception", "dev.orderflow", "<script>");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/notifications, , , 401",
        "/api/notifications, '', , 400",
        "/api/notifications, 'a b', , 400",
        "/api/notifications, 'a;b', , 400",
        "/api/statistics, , , 401",
        "/api/statistics, 1, , 403",
        "/api/statistics, 1, SUPPORT, 403",
        "/actuator/prometheus, 1, , 403",
        "/actuator/env, 1, , 403",
        "/internal/anything, 1, , 403",
        "/anything, 1, ADMIN, 403"
    })
    void callers_see_what_is_theirs_to_see(String path, String user, String roles, int status)
            throws Exception {
        var answer = get(path, user, roles);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("type").asString()).startsWith("urn:orderflow:problem:");
    }

    @ParameterizedTest
    @CsvSource({"POST, /api/notifications", "DELETE, /api/notifications", "PUT, /api/statistics"})
    void there_is_nothing_to_change_here(String method, String path) throws Exception {
        var request =
                request(path, "boss", "ADMIN")
                        .method(method, HttpRequest.BodyPublishers.ofString("{}"));

        assertThat(send(request).statusCode()).isEqualTo(405);
    }

    @Test
    void meters_and_health_can_be_read() throws Exception {
        customers.tell(List.of(newsOf("1").completed()));
        mails.sendDue();

        assertThat(get("/actuator/health/readiness", null).body()).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/health/liveness", null).body()).contains("\"status\":\"UP\"");
        assertThat(get("/actuator/prometheus", "monitor", "MONITORING").body())
                .containsPattern("notification_notifications_total\\{.*kind=\"completed\".*} ")
                .containsPattern("notification_mails_total\\{.*outcome=\"sent\".*} ")
                .containsPattern("notification_mails_oldest_age_seconds\\{.*} ");
    }

    @Test
    void the_mail_server_has_no_say_in_health() throws Exception {
        MAIL_SERVER.stop();

        assertThat(get("/actuator/health", null).body()).contains("\"status\":\"UP\"");
    }

    private static News newsOf(String userId) {
        return new News(News.ofOrder().orderId(), new UserId(userId), News.NOON);
    }

    private HttpResponse<String> get(String path, String user) throws Exception {
        return get(path, user, null);
    }

    private HttpResponse<String> get(String path, String user, String roles) throws Exception {
        return send(request(path, user, roles).GET());
    }

    private HttpRequest.Builder request(String path, String user, String roles) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
        if (user != null) {
            request.header("X-USER-ID", user);
        }
        if (roles != null) {
            request.header("X-USER-ROLES", roles);
        }
        return request;
    }

    private HttpResponse<String> send(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return JSON.readTree(answer.body());
    }
}
