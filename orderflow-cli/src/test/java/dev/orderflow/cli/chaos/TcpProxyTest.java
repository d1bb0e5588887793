package dev.orderflow.cli.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.cli.chaos.TcpProxy.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {

    /** What the server has heard. */
    private final List<String> heard = new CopyOnWriteArrayList<>();

    private ServerSocket server;
    private TcpProxy proxy;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
        proxy = new TcpProxy(server.getLocalPort());
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void both_sides_hear_each_other() throws IOException {
        try (var client = client()) {
            assertThat(ask(client, "hello")).isEqualTo("hello!");
            assertThat(ask(client, "again")).isEqualTo("again!");
        }
    }

    @Test
    void a_slow_way_delays_the_answer() throws IOException {
        try (var client = client()) {
            ask(client, "hello");
            proxy.slowDown(Duration.ofMillis(300));
            var asked = System.nanoTime();

            ask(client, "slow");

            assertThat(Duration.ofNanos(System.nanoTime() - asked))
                    .isGreaterThan(Duration.ofMillis(290));
        }
    }

    @Test
    void a_shut_way_ends_those_who_are_in_and_lets_nobody_in_until_it_is_healed()
            throws IOException {
        try (var client = client()) {
            ask(client, "hello");

            proxy.shut();

            assertCut(client, "anybody there");
            assertCut(client(), "anybody there");
        }
        proxy.heal();
        try (var client = client()) {
            assertThat(ask(client, "back")).isEqualTo("back!");
        }
    }

    @Test
    void every_connection_can_be_cut_and_made_anew() throws IOException {
        try (var client = client()) {
            ask(client, "hello");

            proxy.cut(1, RandomGenerator.getDefault());

            assertCut(client, "anybody there");
        }
        try (var client = client()) {
            assertThat(ask(client, "back")).isEqualTo("back!");
        }
    }

    @Test
    void what_is_cut_before_the_answer_has_arrived_all_the_same() throws IOException {
        proxy.listenIn(
                (bytes, length) -> says("commit", bytes, length, Verdict.CUT_BEFORE_THE_ANSWER));
        try (var client = client()) {
            ask(client, "begin");

            assertCut(client, "commit");
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(heard).containsExactly("begin", "commit"));
    }

    @Test
    void what_is_cut_never_arrives() throws IOException {
        proxy.listenIn((bytes, length) -> says("delete", bytes, length, Verdict.CUT));
        try (var client = client()) {
            ask(client, "begin");

            assertCut(client, "delete");
        }
        try (var client = client()) {
            ask(client, "later");
        }
        assertThat(heard).containsExactly("begin", "later");
    }

    private static Verdict says(String text, byte[] bytes, int length, Verdict verdict) {
        return new String(bytes, 0, length, UTF_8).equals(text) ? verdict : Verdict.PASS;
    }

    private Socket client() throws IOException {
        var client = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        client.setSoTimeout(10_000);
        return client;
    }

    private static String ask(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(UTF_8));
        var answer = new byte[100];
        var length = client.getInputStream().read(answer);
        if (length < 0) {
            throw new IOException("cut");
        }
        return new String(answer, 0, length, UTF_8);
    }

    private static void assertCut(Socket client, String text) {
        assertThatThrownBy(() -> ask(client, text)).isInstanceOf(IOException.class);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> echo(client));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void echo(Socket client) {
        var bytes = new byte[100];
        try (client) {
            var in = client.getInputStream();
            for (var length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                var text = new String(bytes, 0, length, UTF_8);
                heard.add(text);
                client.getOutputStream().write((text + "!").getBytes(UTF_8));
            }
        } catch (IOException gone) {
            // As tests want it.
        }
    }
}
