package dev.orderflow.cli.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to services that speak JSON. Thread-safe. */
public final class JsonCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = JsonMapper.shared();
    private final Credentials credentials;

    public JsonCalls(Credentials credentials) {
        this.credentials = credentials;
    }

    /** A call by a customer. */
    public HttpRequest.Builder as(String userId, URI address) {
        return as(userId, List.of("USER"), address);
    }

    /** A call by an administrator. */
    public HttpRequest.Builder asAdmin(String userId, URI address) {
        return as(userId, List.of("ADMIN"), address);
    }

    private HttpRequest.Builder as(String userId, List<String> roles, URI address) {
        var request = HttpRequest.newBuilder(address).timeout(TIMEOUT);
        credentials.of(userId, roles).forEach(request::header);
        return request;
    }

    /** Posts a body, which may be anything that can be written as JSON. */
    public Answer post(HttpRequest.Builder request, Object body) {
        return send(withBody("POST", request, body));
    }

    /** Puts a body, which may be anything that can be written as JSON. */
    public Answer put(HttpRequest.Builder request, Object body) {
        return send(withBody("PUT", request, body));
    }

    private HttpRequest.Builder withBody(String method, HttpRequest.Builder request, Object body) {
        return request.header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(json.writeValueAsString(body)));
    }

    /**
     * @throws UncheckedIOException when no answer came, or one that is not JSON
     */
    public Answer send(HttpRequest.Builder request) {
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            return new Answer(answer.statusCode(), read(answer));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }

    private JsonNode read(HttpResponse<String> answer) throws IOException {
        try {
            return json.readTree(answer.body());
        } catch (JacksonException notJson) {
            throw new IOException(
                    "the answer, of status %d, is not JSON".formatted(answer.statusCode()),
                    notJson);
        }
    }
}
