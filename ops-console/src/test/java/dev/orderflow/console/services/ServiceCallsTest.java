package dev.orderflow.console.services;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ServiceCallsTest {

    @Test
    @Timeout(60)
    void a_service_that_never_ends_its_answer_is_not_waited_for() throws IOException {
        var calls = new ServiceCalls();
        try (var service = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> beginToAnswer(service));
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + service.getLocalPort()))
                            .timeout(Duration.ofSeconds(2))
                            .build();

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> calls.send(request, BodyHandlers.ofString()));
        } finally {
            calls.destroy();
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
