package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/** Streams to real clients, on a server that waits for a full socket for longer than any test. */
@Timeout(50)
class EventStreamsTest {

    private static final Duration LONG = Duration.ofSeconds(40);
    private static final String MORE_THAN_SOCKETS_HOLD = "x".repeat(16_000_000);

    static ConfigurableApplicationContext server;
    static EventStreams<EventStream> calm;
    static EventStreams<EventStream> nervous;

    final HttpClient http = HttpClient.newHttpClient();

    @BeforeAll
    static void serve() {
        server =
                new SpringApplicationBuilder(Server.class)
                        .properties(
                                "server.address=127.0.0.1",
                                "server.port=0",
                                "server.tomcat.connection-timeout=60s")
                        .run();
        var both = server.getBean(Both.class);
        calm = both.calm();
        nervous = both.nervous();
    }

    @AfterAll
    static void end() {
        server.close();
    }

    @AfterEach
    void hangUp() {
        http.shutdownNow();
        for (var streams : List.of(calm, nervous)) {
            streams.stop();
            streams.start();
            await().atMost(LONG).until(() -> streams.size() == 0);
        }
    }

    @Test
    void a_client_is_told_in_the_order_in_which_it_was_sent() {
        var answer = call("calm/anna");
        var client = new Client(answer);
        await().atMost(LONG).until(() -> calm.idle().size() == 1);
        var stream = calm.idle().getFirst();
        for (var number = 1; number <= 50; number++) {
            assertThat(stream.send(event("event " + number))).isTrue();
        }
        stream.end();
        assertThat(stream.send(event("too late"))).isFalse();

        client.awaitEnd();
        assertThat(client.lines).contains("retry:2000");
        assertThat(client.data())
                .hasSize(51)
                .startsWith("welcome", "event 1")
                .endsWith("event 49", "event 50");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(answer.headers().firstValue("X-Accel-Buffering")).contains("no");
        await().atMost(LONG).until(() -> calm.size() == 0);
    }

    @Test
    void what_a_client_got_is_known_a_moment_later() throws Exception {
        var client = new Client(call("calm/anna"));

        var isReceived = calm.deliver("anna", event("news"));

        assertThat(isReceived.get(40, TimeUnit.SECONDS)).isTrue();
        assertThat(client.data()).containsExactly("welcome", "news");
        assertThat(calm.deliver("nobody", event("news"))).isCompletedWithValue(false);
    }

    @Test
    void what_is_written_to_a_client_that_has_gone_counts_for_nothing() throws Exception {
        var client = new Client(call("calm/anna"));
        await().atMost(LONG).until(() -> calm.idle().size() == 1);
        client.hangUp();

        var isReceived = calm.deliver("anna", event("news"));

        assertThat(isReceived.get(40, TimeUnit.SECONDS)).isFalse();
        await().atMost(LONG).until(() -> calm.size() == 0);
    }

    @Test
    void who_has_gone_is_noticed_by_heartbeats_alone() {
        var client = new Client(call("nervous/anna"));
        await().atMost(LONG).until(() -> client.lines.contains(":still watching"));
        client.hangUp();

        await().atMost(LONG).until(() -> nervous.size() == 0);
    }

    @Test
    void who_does_not_read_holds_up_nobody_and_is_given_up() throws Exception {
        try (var _ = new DeafClient("nervous/deaf")) {
            await().atMost(LONG).until(() -> nervous.idle().size() == 1);
            var tooMuch = nervous.deliver("deaf", event(MORE_THAN_SOCKETS_HOLD));
            var behind = nervous.deliver("deaf", event("news"));
            assertThat(nervous.idle()).isEmpty();

            var client = new Client(call("calm/anna"));
            assertThat(calm.deliver("anna", event("news")).get(40, TimeUnit.SECONDS)).isTrue();
            assertThat(client.data()).contains("news");

            assertThat(tooMuch.get(40, TimeUnit.SECONDS)).isFalse();
            assertThat(behind.get(40, TimeUnit.SECONDS)).isFalse();
            assertThat(nervous.size()).as("it still has its socket").isOne();
        }
        await().atMost(LONG).until(() -> nervous.size() == 0);
    }

    @Test
    void so_much_waits_for_a_client_and_no_more() {
        var stream = new EventStream(caller("anna"));
        for (var number = 0; number < EventStream.MOST_WAITING; number++) {
            assertThat(stream.send(event("news"))).isTrue();
        }

        assertThat(stream.send(event("news"))).isFalse();
    }

    @Test
    void a_person_has_so_many_and_a_problem_with_more() {
        var first = new Client(call("calm/anna"));
        var second = new Client(call("calm/anna"));

        var refused = call("calm/anna");

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(refused.headers().firstValue("Content-Type"))
                .contains("application/problem+json");
        assertThat(String.join("", refused.body().toList()))
                .contains("urn:orderflow:problem:too-many-streams");
        assertThat(List.of(first, second)).noneMatch(Client::isOver);
    }

    @Test
    void all_have_so_many_and_no_more() {
        new Client(call("calm/anna"));
        new Client(call("calm/anna"));
        new Client(call("calm/bert"));

        var refused = call("calm/bert");

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.headers().firstValue("Retry-After")).isPresent();
        assertThat(String.join("", refused.body().toList()))
                .contains("urn:orderflow:problem:try-again-later");
    }

    @Test
    void a_stop_ends_them_all_and_waits_for_none() throws Exception {
        try (var _ = new DeafClient("calm/deaf")) {
            await().atMost(LONG).until(() -> calm.idle().size() == 1);
            calm.deliver("deaf", event(MORE_THAN_SOCKETS_HOLD));
            var client = new Client(call("calm/anna"));
            client.awaitData("welcome");

            calm.stop();

            client.awaitEnd();
            await().atMost(LONG).until(() -> calm.size() == 1); // who does not read
            assertThat(call("calm/anna").statusCode()).isEqualTo(503);
        }
        assertThat(calm.getPhase())
                .isGreaterThan(WebServerApplicationContext.GRACEFUL_SHUTDOWN_PHASE);
    }

    @Test
    void a_stream_does_not_last_for_ever() {
        var shortLived = new EventStreams<>(limits("PT1M", "PT0S"), Clock.systemUTC());
        shortLived.start();
        shortLived.open(new EventStream(caller("anna")));

        await().atMost(LONG).until(() -> shortLived.size() == 0);
        shortLived.stop();
        assertThatExceptionOfType(TooManyStreamsException.class)
                .isThrownBy(() -> shortLived.open(new EventStream(caller("anna"))));
    }

    @Test
    void a_stream_lasts_no_longer_than_its_callers_token() {
        var anna = new Caller("anna", Set.of(), Instant.now().plusSeconds(1));
        calm.open(new EventStream(caller("bert")));
        calm.open(new EventStream(anna));

        await().atMost(LONG).until(() -> calm.size() == 1);
        assertThat(calm.idle()).singleElement().matches(it -> it.person().equals("bert"));
    }

    private static Caller caller(String name) {
        return new Caller(name, Set.of());
    }

    private static EventStreams.Limits limits(String heartbeat, String longest) {
        return new EventStreams.Limits(Duration.parse(heartbeat), Duration.parse(longest), 3, 2);
    }

    private static SseEventBuilder event(String text) {
        return SseEmitter.event().name("text").data(text);
    }

    private HttpResponse<Stream<String>> call(String path) {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/%s".formatted(port(), path)))
                        .header("Accept", "text/event-stream")
                        .build();
        try {
            return http.send(request, BodyHandlers.ofLines());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static int port() {
        return ((WebServerApplicationContext) server).getWebServer().getPort();
    }

    /** Reads a stream until it ends. */
    private static final class Client {

        private static final String DATA = "data:";

        final List<String> lines = new CopyOnWriteArrayList<>();
        private final Stream<String> body;
        private final Thread reader;

        Client(HttpResponse<Stream<String>> answer) {
            assertThat(answer.statusCode()).isEqualTo(200);
            body = answer.body();
            reader = Thread.startVirtualThread(this::read);
        }

        private void read() {
            try {
                body.forEach(lines::add);
            } catch (UncheckedIOException hungUp) {
                lines.add("hung up");
            }
        }

        List<String> data() {
            return lines.stream()
                    .filter(line -> line.startsWith(DATA))
                    .map(line -> line.substring(DATA.length()))
                    .toList();
        }

        boolean isOver() {
            return !reader.isAlive();
        }

        void awaitData(String text) {
            await(text).atMost(LONG).until(() -> data().contains(text));
        }

        void awaitEnd() {
            await("the end of the stream").atMost(LONG).until(this::isOver);
            assertThat(lines).doesNotContain("hung up");
        }

        void hangUp() {
            body.close();
        }
    }

    /** Asks for a stream and reads nothing of it. */
    private static final class DeafClient implements AutoCloseable {

        private final Socket socket = new Socket();

        DeafClient(String path) throws IOException {
            socket.setReceiveBufferSize(1024);
            socket.connect(new InetSocketAddress("127.0.0.1", port()));
            socket.getOutputStream()
                    .write("GET /%s HTTP/1.1\r\nHost: it\r\n\r\n".formatted(path).getBytes());
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    record Both(EventStreams<EventStream> calm, EventStreams<EventStream> nervous) {}

    @Configuration(proxyBeanMethods = false)
    @ImportAutoConfiguration({
        JacksonAutoConfiguration.class,
        HttpMessageConvertersAutoConfiguration.class,
        TomcatServletWebServerAutoConfiguration.class,
        DispatcherServletAutoConfiguration.class,
        WebMvcAutoConfiguration.class
    })
    @Import({Controller.class, ProblemAdvice.class})
    static class Server {

        @Bean
        EventStreams<EventStream> calm() {
            return new EventStreams<>(limits("PT1M", "PT1H"), Clock.systemUTC());
        }

        @Bean
        EventStreams<EventStream> nervous() {
            return new EventStreams<>(limits("PT1.5S", "PT1H"), Clock.systemUTC());
        }

        @Bean
        Both both(EventStreams<EventStream> calm, EventStreams<EventStream> nervous) {
            return new Both(calm, nervous);
        }

        @Bean
        ServiceProblems noProblemsOfItsOwn() {
            return new ServiceProblems(List.of());
        }
    }

    @RestController
    static class Controller {

        private final Both streams;

        Controller(Both streams) {
            this.streams = streams;
        }

        @GetMapping(path = "/calm/{person}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        SseEmitter calm(@PathVariable String person) {
            return open(streams.calm(), person);
        }

        @GetMapping(path = "/nervous/{person}", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
        SseEmitter nervous(@PathVariable String person) {
            return open(streams.nervous(), person);
        }

        private static SseEmitter open(EventStreams<EventStream> streams, String person) {
            var stream = new EventStream(caller(person));
            stream.send(event("welcome"));
            return streams.open(stream);
        }
    }
}
