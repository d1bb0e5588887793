package com.example.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** News reach people in their browser, or else by way of the gateway, which hears of each once. */
class PushTest extends WholeService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final String receiver = somebody();

    @Test
    void an_open_browser_shows_a_message_and_the_gateway_hears_nothing() {
        try (var browser = new Browser(receiver)) {
            var id = send(somebody(), receiver, "Ping");

            await().atMost(PATIENCE).until(() -> browser.has("message", id));
            await().atMost(PATIENCE).until(() -> state(id).equals("DONE"));
            assertThat(GATEWAY.operations(receiver)).isEmpty();
        }
    }

    @Test
    void the_senders_browser_shows_that_a_message_was_read() {
        var sender = somebody();
        try (var browser = new Browser(sender)) {
            var id = send(sender, receiver, "Ping");
            call("POST", "/api/messages/%s/read".formatted(id), receiver, null);

            await().atMost(PATIENCE).until(() -> browser.has("read", id));
        }
    }

    @Test
    void without_a_browser_the_gateway_is_asked_once() {
        var id = send(somebody(), receiver, "Ping");

        await().atMost(PATIENCE).until(() -> state(id).equals("DONE"));
        assertThat(GATEWAY.operations(receiver)).containsExactly(id.toString());
    }

    @Test
    void a_gateway_that_does_not_say_is_asked_again_under_the_same_operation_id() {
        GATEWAY.answers(receiver, 500, StubGateway.SILENCE, 429);
        var id = send(somebody(), receiver, "Ping");

        await().atMost(PATIENCE).until(() -> state(id).equals("DONE"));
        assertThat(GATEWAY.operations(receiver)).hasSize(4).containsOnly(id.toString());
    }

    @Test
    void what_the_gateway_refuses_is_given_up() {
        GATEWAY.answers(receiver, 422);
        var id = send(somebody(), receiver, "Ping");

        await().atMost(PATIENCE).until(() -> state(id).equals("GIVEN_UP"));
        assertThat(GATEWAY.operations(receiver)).hasSize(1);
    }

    private String state(UUID messageId) {
        return transaction.execute(
                _ ->
                        jdbc
                                .queryForList(
                                        "select state from push where push_id = unhex(replace(?, '-', ''))",
                                        String.class,
                                        messageId.toString())
                                .stream()
                                .findFirst()
                                .orElse("not there yet"));
    }

    /** Reads a stream of news until it is closed. */
    private final class Browser implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> stream;

        Browser(String person) {
            try {
                var answer =
                        http.send(
                                request("/api/messages/events").header("X-USER-ID", person).build(),
                                BodyHandlers.ofLines());
                assertThat(answer.statusCode()).isEqualTo(200);
                stream = answer.body();
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            try {
                stream.forEach(lines::add);
            } catch (UncheckedIOException closed) {
                lines.add("closed");
            }
        }

        boolean has(String kind, UUID messageId) {
            return lines.contains("event:" + kind)
                    && lines.stream().anyMatch(line -> line.contains(messageId.toString()));
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
