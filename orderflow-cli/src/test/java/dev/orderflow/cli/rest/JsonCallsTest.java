package dev.orderflow.cli.rest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class JsonCallsTest {

    @Test
    @Timeout(60)
    void a_service_that_never_ends_its_answer_is_not_waited_for() throws IOException {
        var calls = new JsonCalls(Credentials.BELIEVED, Duration.ofSeconds(2));
        try (var service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> beginToAnswer(service));
            var address = URI.create("http://127.0.0.1:" + service.getLocalPort());

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> calls.send(calls.as("somebody", address)))
                    .withMessageContaining("no whole answer within 2 s");
        }
    }

    private static void beginToAnswer(ServerSocket service) {
        try (var caller = service.accept()) {
            caller.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n".getBytes(US_ASCII));
            caller.getInputStream().transferTo(OutputStream.nullOutputStream()); // until it leaves
        } catch (IOException gone) {
            // as it is meant to be
        }
    }
}
