package dev.orderflow.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.WhoMayCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What the console lets through and what not, before a service that writes down what it hears. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"app.security.mode=header", "spring.kafka.bootstrap-servers=127.0.0.1:1"})
class ConsoleTest {

    private static final String LETTERS = "/api/services/order-service/admin/dead-letters";
    private static final ListeningService SERVICE = new ListeningService();

    @LocalServerPort int port;
    @Autowired ApplicationContext console;

    @DynamicPropertySource
    static void services(DynamicPropertyRegistry settings) {
        settings.add("app.console.services.order-service", SERVICE::address);
        settings.add("app.console.services.payment-service", () -> "http://127.0.0.1:1");
        settings.add("app.console.services.parcel-service", SERVICE::address);
        settings.add("MESSAGE_SERVICE_URL", SERVICE::address);
    }

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @BeforeEach
    void forget() {
        SERVICE.heard().clear();
    }

    @Test
    void the_page_is_there_for_everybody_and_lets_a_browser_do_nothing_but_this() {
        for (var path :
                List.of("/", "/assets/main.js", "/webjars/chart.js/dist/chart.umd.min.js")) {
            var answer = send(visitor().request(path));
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .contains("default-src 'none'", "script-src 'self';", "frame-ancestors 'none'")
                    .doesNotContain("unsafe");
            assertThat(answer.headers().firstValue("Cache-Control")).contains("no-cache");
        }
    }

    /** Else the browser would hear of each module by the one before it, a round trip each. */
    @Test
    void all_that_the_first_page_needs_is_asked_for_at_once() {
        var needed = new TreeSet<String>();
        need("/assets/main.js", needed);

        var page = send(visitor().request("/")).body();
        assertThat(page).contains("src=\"/assets/main.js\"");
        assertThat(found("rel=\"modulepreload\" href=\"([^\"]+)\"", page))
                .containsExactlyInAnyOrderElementsOf(
                        needed.stream().filter(it -> !it.equals("/assets/main.js")).toList());
    }

    private void need(String script, Set<String> needed) {
        if (needed.add(script)) {
            var source = send(visitor().request(script)).body();
            found("(?m)^import [^;]* from '([^']+)';", source)
                    .forEach(it -> need(URI.create(script).resolve(it).getPath(), needed));
        }
    }

    private static List<String> found(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(it -> it.group(1)).toList();
    }

    @ParameterizedTest
    @CsvSource({
        "/api/me, USER, 200",
        "/api/topics, USER, 403",
        "/api/topics, MONITORING, 403",
        "/api/topics/x/records, USER, 403",
        "/api/pipeline/events, USER, 403",
        "/actuator/prometheus, USER, 403",
        "/actuator/prometheus, MONITORING, 200",
        "/v3/api-docs, ADMIN, 404",
        "/anything, ADMIN, 403",
    })
    void what_is_shown_is_for_those_who_may_see_it(String path, String role, int status) {
        assertThat(send(as(role, path)).statusCode()).isEqualTo(status);
        if (status == 200 || status == 403) {
            assertThat(send(visitor().request(path)).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void every_call_is_for_those_named_here_and_nobody_else() {
        WhoMayCall.checkAll(
                console,
                """
                GET /actuator                                   ADMIN MONITORING
                GET /actuator/health                            everybody
                GET /actuator/health/**                         everybody
                GET /actuator/info                              ADMIN MONITORING
                GET /actuator/metrics                           ADMIN MONITORING
                GET /actuator/metrics/{requiredMetricName}      ADMIN MONITORING
                GET /actuator/prometheus                        ADMIN MONITORING
                GET /api/me                                     USER
                GET /api/settings                               everybody
                GET /api/pipeline/events                        ADMIN MONITORING
                GET /api/topics                                 ADMIN
                GET /api/topics/{topic}                         ADMIN
                GET /api/topics/{topic}/records                 ADMIN
                POST /api/mishaps/poison                        ADMIN
                GET /api/services/{service}/**                  USER
                POST /api/services/{service}/**                 USER
                GET /contracts                                  everybody
                GET /contracts/                                 everybody
                GET /error                                      everybody
                POST /error                                     everybody
                PUT /error                                      everybody
                PATCH /error                                    everybody
                DELETE /error                                   everybody
                """);
    }

    @Test
    void who_watches_is_told_at_once() {
        var answer =
                visitor().send(as("MONITORING", "/api/pipeline/events"), BodyHandlers.ofLines());

        assertThat(answer.statusCode()).isEqualTo(200);
        try (var lines = answer.body()) {
            assertThat(lines.anyMatch("event:history"::equals)).isTrue();
        }
    }

    @Test
    void a_call_is_passed_on_in_the_callers_name_and_the_answer_comes_back_as_it_is() {
        var answer =
                send(
                        as("ADMIN", LETTERS + "/7/discard?x=1")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"reason\":\"test\"}")));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(answer.body()).isEqualTo(ListeningService.ANSWER);
        assertThat(SERVICE.heard())
                .singleElement()
                .satisfies(
                        heard -> {
                            assertThat(heard.call())
                                    .isEqualTo("POST /admin/dead-letters/7/discard?x=1");
                            assertThat(heard.user()).isEqualTo("ada");
                            assertThat(heard.roles()).contains("ADMIN");
                            assertThat(heard.body()).isEqualTo("{\"reason\":\"test\"}");
                        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"message-service", "parcel-service"})
    void a_service_that_is_none_of_the_shops_needs_an_address_and_no_more(String service) {
        send(as("ADMIN", "/api/services/%s/admin/dead-letters/groups".formatted(service)));

        assertThat(send(visitor().request("/api/settings")).body()).contains('"' + service + '"');
        assertThat(SERVICE.heard())
                .extracting(ListeningService.Heard::call)
                .containsExactly("GET /admin/dead-letters/groups");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/services/order-service/actuator/env",
        "GET, /api/services/order-service/internal/handled-events",
        "GET, /api/services/order-service/admin/dead-letters/7/discard",
        "POST, /api/services/order-service/admin/orders",
        "POST, /api/services/order-service/api/products",
        "GET, /api/services/other-service/admin/dead-letters",
        "GET, /api/services/order-service/admin/dead-letters/..%2f..%2factuator",
        "GET, /api/services/order-service@127.0.0.1/admin/dead-letters",
    })
    void nothing_else_is_passed_on(String method, String path) {
        var answer = send(as("ADMIN", path).method(method, BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isBetween(400, 404);
        assertThat(SERVICE.heard()).isEmpty();
    }

    @Test
    void a_service_that_is_away_is_named() {
        var answer = send(as("ADMIN", "/api/services/payment-service/admin/dead-letters"));

        assertThat(answer.statusCode()).isEqualTo(502);
        assertThat(answer.body()).contains("payment-service does not answer");
    }

    @ParameterizedTest
    @CsvSource({
        "Origin, http://evil.example",
        "Origin, null",
        "Origin, http://127.0.0.1:1",
        "Sec-Fetch-Site, cross-site",
        "Sec-Fetch-Site, same-site",
    })
    void another_page_changes_nothing_even_if_it_could_send_our_headers(String name, String value) {
        var answer =
                send(
                        as("ADMIN", LETTERS + "/7/restore")
                                .header(name, value)
                                .POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(SERVICE.heard()).isEmpty();
    }

    @Test
    void our_own_page_may() {
        send(
                as("ADMIN", LETTERS + "/7/restore")
                        .header("Origin", "http://127.0.0.1:" + port)
                        .header("Sec-Fetch-Site", "same-origin")
                        .POST(BodyPublishers.noBody()));

        assertThat(SERVICE.heard()).hasSize(1);
    }

    /** By DNS rebinding a page elsewhere would be same-origin; its name gives it away. */
    @Test
    void a_name_that_only_leads_here_is_not_ours() throws IOException {
        assertThat(visitor().statusLine("evil.example", "/api/me")).contains("403");
        assertThat(visitor().statusLine("localhost", "/api/me")).contains("200");
    }

    @Test
    void nothing_is_broken_on_purpose_unless_somebody_said_so() {
        var answer =
                send(
                        as("ADMIN", "/api/mishaps/poison")
                                .header("Content-Type", "application/json")
                                .POST(BodyPublishers.ofString("{\"key\":\"k\",\"value\":\"v\"}")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("no-mishaps");
    }

    private HttpRequest.Builder as(String role, String path) {
        return visitor().request(path).header("X-USER-ID", "ada").header("X-USER-ROLES", role);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        return visitor().send(request);
    }

    private Visitor visitor() {
        return new Visitor(port);
    }
}
