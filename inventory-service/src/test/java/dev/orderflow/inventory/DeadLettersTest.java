package dev.orderflow.inventory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The review of dead letters as a service has it, behind its security and with its strict JSON. */
@OrderflowTest
class DeadLettersTest {

    private static final String PATH = "/admin/dead-letters";

    @LocalServerPort int port;
    @Autowired EventInjector others;

    RestTestClient http;

    @BeforeEach
    void connect() {
        http = RestTestClient.bindToServer().baseUrl("http://127.0.0.1:" + port).build();
    }

    @Test
    void only_an_administrator_is_served() {
        assertThat(call(HttpMethod.GET, PATH, null, null).status()).isEqualTo(401);
        assertThat(call(HttpMethod.GET, PATH, null, "USER").status()).isEqualTo(403);
        assertThat(call(HttpMethod.POST, PATH + "/replays", "{\"id\":1}", "USER").status())
                .isEqualTo(403);
        assertThat(call(HttpMethod.GET, PATH, null, "ADMIN").status()).isEqualTo(200);
    }

    @Test
    void a_record_that_is_no_event_is_shown_and_discarded_by_name() {
        others.sendRaw("order-created", "a key", "no event".getBytes(UTF_8));
        var id =
                await().atMost(Duration.ofSeconds(60))
                        .until(
                                () ->
                                        call(HttpMethod.GET, PATH + "?state=open", null, "ADMIN")
                                                .body()
                                                .path("deadLetters"),
                                letters -> !letters.isEmpty())
                        .get(0)
                        .path("id")
                        .asLong();

        var discarded =
                call(
                        HttpMethod.POST,
                        PATH + "/" + id + "/discard",
                        "{\"reason\":\"It was a test\"}",
                        "ADMIN");

        assertThat(discarded.status()).isEqualTo(200);
        var shown = call(HttpMethod.GET, PATH + "/" + id, null, "ADMIN").body();
        assertThat(shown.path("value").asString()).isEqualTo("no event");
        assertThat(shown.path("reason").asString()).isEqualTo("unparsable");
        assertThat(shown.path("advice").path("verdict").asString()).isEqualTo("UNREADABLE");
        assertThat(shown.path("acts").get(0).path("who").asString()).isEqualTo("the.admin");
    }

    @Test
    void a_refusal_keeps_its_type() {
        var refused = call(HttpMethod.GET, PATH + "/987654321", null, "ADMIN");

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.body().path("type").asString())
                .isEqualTo("urn:orderflow:problem:dead-letter-not-found");
        assertThat(call(HttpMethod.POST, PATH + "/replays", "{\"id\":1,\"x\":2}", "ADMIN").status())
                .isEqualTo(400);
        assertThat(call(HttpMethod.GET, PATH + "?limit=x", null, "ADMIN").status()).isEqualTo(400);
    }

    private Answer call(
            HttpMethod method, String path, @Nullable String body, @Nullable String role) {
        var request = http.method(method).uri(path);
        if (role != null) {
            request.header("X-USER-ID", "the.admin").header("X-USER-ROLES", role);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        var result = request.exchange().returnResult(String.class);
        var text = result.getResponseBody();
        return new Answer(
                result.getStatus().value(), JsonMapper.shared().readTree(text == null ? "" : text));
    }

    private record Answer(int status, JsonNode body) {}
}
