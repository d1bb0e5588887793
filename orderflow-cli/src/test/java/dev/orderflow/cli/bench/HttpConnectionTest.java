package dev.orderflow.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Against a server that says what a test wants, to the byte. */
@Timeout(30)
class HttpConnectionTest {

    static final byte[] REQUEST = "GET / HTTP/1.1\r\n\r\n".getBytes(UTF_8);
    static final String CLOSE = "(closes)";

    final Deque<String> answers = new ArrayDeque<>();
    final AtomicInteger connections = new AtomicInteger();
    ServerSocket server;
    HttpConnection connection;

    @BeforeEach
    void start() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        connection = new HttpConnection(URI.create("http://127.0.0.1:" + server.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        connection.close();
        server.close();
    }

    @Test
    void answers_of_a_given_length_and_in_chunks_follow_each_other_on_one_connection()
            throws IOException {
        answer(
                "HTTP/1.1 201 \r\nLocation: /api/orders/7\r\nContent-Length: 5\r\n\r\nfirst",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nsec\r\n3;x=y\r\nond\r\n0\r\n\r\n",
                "HTTP/1.1 503 Service Unavailable\r\nretry-after: 2\r\ncontent-length: 0\r\n\r\n");

        var first = connection.send(REQUEST);
        var second = connection.send(REQUEST);
        var third = connection.send(REQUEST);

        assertThat(first.location()).isEqualTo("/api/orders/7");
        assertThat(List.of(first, second, third).toString())
                .isEqualTo("[201 first, 200 second, 503 ]");
        assertThat(third.retryAfterSeconds()).isEqualTo(2);
        assertThat(connections).hasValue(1);
    }

    @Test
    void a_connection_that_the_service_ends_is_replaced() throws IOException {
        answer(
                "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
                CLOSE,
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                // Without a word, while it is idle.
                CLOSE,
                "HTTP/1.1 204 No Content\r\n\r\n");

        assertThat(connection.send(REQUEST).status()).isEqualTo(200);
        assertThat(connection.send(REQUEST).status()).isEqualTo(200);
        assertThat(connection.send(REQUEST).status()).isEqualTo(204);
        assertThat(connections).hasValue(3);
    }

    @Test
    void what_must_not_be_sent_twice_is_not_sent_again_where_a_connection_was_closed()
            throws IOException {
        answer(
                "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n",
                CLOSE,
                "HTTP/1.1 204 No Content\r\n\r\n");
        connection.send(REQUEST);

        assertThatThrownBy(() -> connection.sendOnce(REQUEST)).isInstanceOf(IOException.class);
        assertThat(connection.sendOnce(REQUEST).status()).isEqualTo(204);
    }

    @Test
    void no_answer_on_a_fresh_connection_is_a_failure() {
        answer(CLOSE);

        assertThatThrownBy(() -> connection.send(REQUEST)).isInstanceOf(IOException.class);
    }

    @Test
    void what_is_not_http_is_a_failure() {
        answer("SSH-2.0-OpenSSH_9.6\r\n");

        assertThatThrownBy(() -> connection.send(REQUEST))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not HTTP");
    }

    private void answer(String... wanted) {
        answers.addAll(List.of(wanted));
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (!answers.isEmpty()) {
            try (var socket = server.accept()) {
                connections.incrementAndGet();
                serve(socket);
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        while (!answers.isEmpty()) {
            var next = answers.remove();
            if (next.equals(CLOSE)) {
                return;
            }
            if (socket.getInputStream().readNBytes(REQUEST.length).length < REQUEST.length) {
                return;
            }
            socket.getOutputStream().write(next.getBytes(UTF_8));
        }
        // Not closed by this end first: that would be another case.
        socket.getInputStream().read();
    }
}
