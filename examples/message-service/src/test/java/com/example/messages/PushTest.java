package com.example.messages;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.web.EventStream;
import dev.orderflow.web.EventStreams;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** News reach people in their browser, or else by way of the gateway, which hears of each once. */
class PushTest extends WholeService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int MORE_THAN_IT_HOLDS = 16_000_000;

    @Autowired EventStreams<EventStream> streams;

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
    void what_is_sent_to_a_browser_that_was_closed_goes_to_the_gateway() {
        new Browser(receiver).close();
        var id = send(somebody(), receiver, "Ping");

        await().atMost(PATIENCE).until(() -> state(id).equals("DONE"));
        assertThat(GATEWAY.operations(receiver)).containsExactly(id.toString());
    }

    @Test
    void a_browser_that_does_not_read_holds_up_nobody_and_its_news_go_to_the_gateway()
            throws Exception {
        var deaf = somebody();
        try (var _ = openAndReadNothing(deaf);
                var browser = new Browser(receiver)) {
            await().atMost(PATIENCE)
                    .until(() -> streams.idle().stream().anyMatch(it -> it.person().equals(deaf)));
            var tooMuch =
                    streams.deliver(deaf, SseEmitter.event().data("x".repeat(MORE_THAN_IT_HOLDS)));
            var toDeaf = send(somebody(), deaf, "Ping");
            var toOther = send(somebody(), receiver, "Ping");

            await().atMost(PATIENCE).until(() -> browser.has("message", toOther));
            await().atMost(PATIENCE).until(() -> state(toDeaf).equals("DONE"));
            assertThat(GATEWAY.operations(deaf)).containsExactly(toDeaf.toString());
            assertThat(tooMuch).as("what is being written all the time").isNotDone();
        }
    }

    @Test
    void a_person_has_so_many_browsers_and_a_stop_ends_them() {
        var browsers = Stream.generate(() -> new Browser(receiver)).limit(3).toList();

        var refused = call("GET", "/api/messages/events", receiver, null);
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.body().get("type").asString())
                .isEqualTo("urn:orderflow:problem:too-many-streams");

        streams.stop();
        try {
            browsers.forEach(it -> await().atMost(PATIENCE).until(it::isOver));
            assertThat(call("GET", "/api/messages/events", receiver, null).status()).isEqualTo(503);
        } finally {
            streams.start();
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
    void a_gateway_that_never_ends_its_answer_holds_up_nobody() {
        GATEWAY.answers(receiver, StubGateway.HALF_AN_ANSWER);
        var begun = send(somebody(), receiver, "Ping");
        await().atMost(PATIENCE).until(() -> !GATEWAY.operations(receiver).isEmpty());
        var other = somebody();
        var next = send(somebody(), other, "Ping");

        await().atMost(PATIENCE).until(() -> state(next).equals("DONE"));
        await().atMost(PATIENCE).until(() -> state(begun).equals("DONE"));
        assertThat(GATEWAY.operations(receiver)).hasSize(2).containsOnly(begun.toString());
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

    private Socket openAndReadNothing(String person) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(
                        "GET /api/messages/events HTTP/1.1\r\nHost: it\r\nX-USER-ID: %s\r\n\r\n"
                                .formatted(person)
                                .getBytes(US_ASCII));
        return socket;
    }

    /** Reads a stream of news until it is closed. */
    private final class Browser implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> stream;
        private final Thread reader;

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
            reader = Thread.ofVirtual().start(this::read);
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

        boolean isOver() {
            return !reader.isAlive();
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}
