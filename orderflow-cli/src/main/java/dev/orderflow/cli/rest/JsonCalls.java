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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls to services that speak JSON. Thread-safe. */
public final class JsonCalls {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final JsonMapper json = JsonMapper.shared();
    private final Credentials credentials;
    private final Duration patience;

    public JsonCalls(Credentials credentials) {
        this(credentials, TIMEOUT);
    }

    JsonCalls(Credentials credentials, Duration patience) {
        this.credentials = credentials;
        this.patience = patience;
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
        var request = HttpRequest.newBuilder(address);
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
        // A request's own timeout ends with the headers, and a body may never come.
        var asking = http.sendAsync(request.build(), BodyHandlers.ofString());
        try {
            var answer = asking.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            return new Answer(answer.statusCode(), read(answer));
        } catch (ExecutionException failed) {
            throw new UncheckedIOException(asIOException(failed.getCause()));
        } catch (TimeoutException late) {
            throw new UncheckedIOException(
                    new IOException("no whole answer within %s s".formatted(patience.toSeconds())));
        } catch (IOException notJson) {
            throw new UncheckedIOException(notJson);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        } finally {
            asking.cancel(true);
        }
    }

    private static IOException asIOException(Throwable failed) {
        return failed instanceof IOException away ? away : new IOException(failed);
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
