package dev.orderflow.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FreePortsTest {

    @Test
    void no_port_is_handed_out_twice() throws Exception {
        try (var threads = Executors.newFixedThreadPool(8)) {
            var asked =
                    threads.invokeAll(
                            IntStream.range(0, 200)
                                    .<Callable<Integer>>mapToObj(_ -> FreePorts::next)
                                    .toList());
            var given = new HashSet<Integer>();
            for (var port : asked) {
                assertThat(given.add(port.get())).as("port %d", port.get()).isTrue();
            }
        }
    }

    @Test
    void a_port_that_another_process_was_given_is_not_handed_out() throws Exception {
        var folder = Path.of(System.getProperty("java.io.tmpdir"));
        var other =
                new ProcessBuilder(
                                ProcessHandle.current().info().command().orElseThrow(),
                                "-Djava.io.tmpdir=" + folder,
                                "-cp",
                                System.getProperty("java.class.path"),
                                Holder.class.getName())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        try (var answer = other.inputReader()) {
            int given = Integer.parseInt(answer.readLine());
            assertThat(FreePorts.isFree(given)).as("nobody listens on it").isTrue();
            assertThat(FreePorts.reserve(given)).as("and yet it is not ours").isFalse();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }

    /** Another process that was given a port and has not used it yet. */
    static final class Holder {
        public static void main(String[] args) throws Exception {
            System.out.println(FreePorts.next());
            Thread.currentThread().join();
        }
    }

    @Test
    void a_port_somebody_listens_on_is_not_free() throws Exception {
        try (var taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            assertThat(FreePorts.isFree(taken.getLocalPort())).isFalse();
        }
        assertThat(List.of(FreePorts.next())).allMatch(FreePorts::isFree);
    }
}
