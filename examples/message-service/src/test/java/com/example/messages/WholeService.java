package com.example.messages;

import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The one running service that all tests of this module call. */
@OrderflowTest
@TestPropertySource(
        properties = {
            "orderflow.test.topics=message-created,message-read,message-deleted,"
                    + "user-activities,system-metrics,error-logs,notifications",
            "orderflow.test.consumers=statistics,receipts,archive,priority,push",
            "app.messages.priority-senders=boss",
            "app.messages.first-pause=50ms",
            "app.messages.push-gateway.timeout=1s",
            "app.messages.browsers.max-per-person=3",
            // A socket that is full stays so for longer than any test.
            "app.messages.browsers.heartbeat=3m",
            "server.tomcat.connection-timeout=3m",
            "app.web.request-timeout=5m"
        })
abstract class WholeService {

    static final JsonMapper JSON = JsonMapper.shared();
    static final StubGateway GATEWAY = StubGateway.start();

    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired TestClock clock;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcTemplate jdbc;
    @LocalServerPort int port;

    final HttpClient http = HttpClient.newHttpClient();

    @DynamicPropertySource
    static void gateway(DynamicPropertyRegistry properties) {
        properties.add("app.messages.push-gateway.url", GATEWAY::url);
    }

    record Answer(int status, JsonNode body) {}

    /** Writes a message and returns its id. */
    UUID send(String sender, String receiver, String content) {
        var answer =
                call(
                        "POST",
                        "/api/messages",
                        sender,
                        """
                        {"content": "%s", "type": "INFO", "receiverId": "%s"}"""
                                .formatted(content, receiver));
        return UUID.fromString(answer.body().get("messageId").asString());
    }

    Answer call(String method, String path, String user, @Nullable String body) {
        var roles = user.equals("admin") ? "ADMIN" : "USER";
        var request =
                request(path)
                        .header("X-USER-ID", user)
                        .header("X-USER-ROLES", roles)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(body))
                        .build();
        var answer = exchange(request);
        var text = answer.body();
        return new Answer(
                answer.statusCode(), text.isEmpty() ? JSON.nullNode() : JSON.readTree(text));
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    }

    private HttpResponse<String> exchange(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Somebody whom no other test knows. */
    static String somebody() {
        return "user-" + UUID.randomUUID();
    }
}
