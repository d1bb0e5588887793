package dev.orderflow.events.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitrary;

/**
 * Calls a service with bodies that are nearly right. Whatever it makes of them, it must answer with
 * what to mend: no answer of 5xx, no stack trace, and nothing in the log that a caller wrote there.
 */
public final class FuzzedApi {

    /** Nobody is to meet the limits of one customer. */
    private static final int CALLS_OF_ONE_USER = 50;

    private final URI base;
    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();

    public FuzzedApi(int port) {
        this.base = URI.create("http://127.0.0.1:" + port);
    }

    /**
     * @param fields of the body as it should be
     * @return how many bodies were accepted
     */
    public int call(String method, String path, Map<String, Arbitrary<String>> fields) {
        var accepted = new AtomicInteger();
        try (var _ = ForgedLines.none()) {
            Fuzz.with(
                    FuzzedJson.like(fields),
                    body -> {
                        var answer = send(method, path, body);
                        check(answer);
                        if (answer.statusCode() < 300) {
                            accepted.incrementAndGet();
                        }
                    });
        }
        return accepted.get();
    }

    private static void check(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 499);
        if (answer.statusCode() >= 400) {
            assertThat(answer.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(answer.body())
                    .contains("urn:orderflow:problem:", "\"detail\":\"")
                    .doesNotContain("Exception", "\tat ", "dev.orderflow", "tools.jackson");
        }
    }

    private HttpResponse<String> send(String method, String path, byte[] body) {
        var user = "fuzz-" + calls.getAndIncrement() / CALLS_OF_ONE_USER;
        var request =
                HttpRequest.newBuilder(base.resolve(path))
                        .header("X-USER-ID", user)
                        .header("X-USER-ROLES", "ADMIN")
                        .header("Content-Type", "application/json")
                        .method(method, BodyPublishers.ofByteArray(body));
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
