package com.example.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of the service, and nobody else. */
@OrderflowTest
@TestPropertySource(
        properties = {
            "orderflow.test.topics=letter-written",
            "spring.security.user.password=made-up"
        })
class OperatingTest {

    private static final JsonMapper JSON = JsonMapper.shared();

    @Autowired EventInjector others;
    @Autowired Letters letters;
    @Autowired JdbcClient jdbc;
    @LocalServerPort int port;

    final String anna = "anna-" + UUID.randomUUID();
    final HttpClient client = HttpClient.newHttpClient();

    @Test
    void health_says_what_the_consumer_does_to_those_who_may_know() throws Exception {
        assertThat(get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(getAsAdmin("/actuator/health").body())
                .contains("eventConsumer", "assignedPartitions");
    }

    @Test
    void metrics_tell_what_became_of_records() throws Exception {
        others.send(new LetterWritten(anna, "Dear Anna"));
        others.awaitHandled();

        assertThat(getAsAdmin("/actuator/prometheus").body())
                .contains(
                        "kafka_messages_processed_total",
                        "kafka_consumer_settled_total",
                        "outbox_events");
    }

    // region mend
    @Test
    void a_dead_letter_is_seen_mended_and_sent() throws Exception {
        letters.write(anna, "Dear Anna, " + "x".repeat(100)); // too long

        var letter = awaitLetter(anna);
        assertThat(letter.get("reason").asString()).isEqualTo("exhausted");
        assertThat(letter.get("attempts").asInt()).isEqualTo(4);
        var mended = letter.get("value").asString().replace("x".repeat(100), "Bert");
        var answer =
                postAsAdmin(
                        "/admin/dead-letters/%s/mend".formatted(letter.get("id").asString()),
                        JSON.writeValueAsString(Map.of("value", mended)));

        assertThat(answer.statusCode()).isEqualTo(202);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> texts().equals(List.of("Dear Anna, Bert")));
    }

    // endregion

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/prometheus", "/admin/dead-letters", "/internal/events/1"})
    void strangers_see_none_of_it(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    private JsonNode awaitLetter(String receiver) throws Exception {
        var ids =
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> letterIds(receiver), found -> !found.isEmpty());
        return JSON.readTree(getAsAdmin("/admin/dead-letters/" + ids.getFirst()).body());
    }

    private List<String> letterIds(String receiver) throws Exception {
        var page = getAsAdmin("/admin/dead-letters?aggregateId=" + receiver).body();
        return JSON.readTree(page).get("deadLetters").findValuesAsString("id");
    }

    private List<String> texts() {
        return jdbc.sql("select text from letter where receiver = ?")
                .param(anna)
                .query(String.class)
                .list();
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> getAsAdmin(String path) throws Exception {
        return client.send(asAdmin(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> postAsAdmin(String path, String body) throws Exception {
        return client.send(
                asAdmin(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder asAdmin(String path) {
        var login = Base64.getEncoder().encodeToString("admin:made-up".getBytes(UTF_8));
        return request(path).header("Authorization", "Basic " + login);
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    }
}
