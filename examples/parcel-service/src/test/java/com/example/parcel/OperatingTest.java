package com.example.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

/** What an operator sees of the service, and nobody else. */
@OrderflowTest
@TestPropertySource(
        properties = {
            "orderflow.test.topics=order-packed,parcel-sent,parcel-delivered",
            "spring.security.user.password=made-up"
        })
class OperatingTest {

    @Autowired EventInjector others;
    @LocalServerPort int port;

    final HttpClient client = HttpClient.newHttpClient();

    @Test
    void health_says_what_the_consumer_does_to_those_who_may_know() throws Exception {
        assertThat(get("/actuator/health/readiness").body()).isEqualTo("{\"status\":\"UP\"}");
        assertThat(getAsAdmin("/actuator/health").body())
                .contains("eventConsumer", "assignedPartitions");
    }

    @Test
    void metrics_tell_what_became_of_records() throws Exception {
        others.send(new OrderPacked(UUID.randomUUID(), "BR", 800));
        others.awaitHandled();

        assertThat(getAsAdmin("/actuator/prometheus").body())
                .contains(
                        "kafka_messages_skip_total",
                        "kafka_consumer_settled_total",
                        "outbox_events");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/prometheus", "/admin/dead-letters", "/internal/events/1"})
    void strangers_see_none_of_it(String path) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> getAsAdmin(String path) throws Exception {
        var login = Base64.getEncoder().encodeToString("admin:made-up".getBytes());
        return client.send(
                request(path).header("Authorization", "Basic " + login).build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    }
}
