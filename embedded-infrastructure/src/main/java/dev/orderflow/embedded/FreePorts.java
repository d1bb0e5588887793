package dev.orderflow.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Hands out TCP ports that stay free until somebody uses them.
 *
 * <p>Binding to port 0 and closing again, the usual way, gives the port to the next process that
 * asks, or to an outgoing connection. These ports lie below the range of outgoing connections, and
 * each is held by a file lock of this JVM, so that builds running side by side never get the same.
 */
public final class FreePorts {

    private static final int FIRST = 20_000;
    private static final int LAST = 29_999;
    private static final int ATTEMPTS = 1_000;

    /** Keeps the locks reachable: a lock ends with its channel, and all of them with the JVM. */
    private static final List<FileChannel> RESERVED = new ArrayList<>();

    private FreePorts() {}

    /** A port of the loopback interface that nobody listens on and nobody else is given. */
    public static synchronized int next() {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            int port = RandomGenerator.getDefault().nextInt(FIRST, LAST + 1);
            if (isFree(port) && reserve(port)) {
                return port;
            }
        }
        throw new IllegalStateException(
                "No free TCP port found between %d and %d.".formatted(FIRST, LAST));
    }

    /** Whether a server could listen on this port of the loopback interface now. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // A port in TIME_WAIT can be listened on, as every server does.
            socket.setReuseAddress(!System.getProperty("os.name").startsWith("Windows"));
            socket.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port));
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    static boolean reserve(int port) {
        FileChannel channel = null;
        try {
            channel =
                    FileChannel.open(
                            locks().resolve(Integer.toString(port)),
                            StandardOpenOption.CREATE,
                            StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                RESERVED.add(channel);
                return true;
            }
            channel.close();
            return false;
        } catch (OverlappingFileLockException handedOutBefore) {
            closeQuietly(channel);
            return false;
        } catch (IOException e) {
            closeQuietly(channel);
            throw new UncheckedIOException("Cannot reserve a TCP port.", e);
        }
    }

    /** A folder of this user's own: files of other users in a shared one could not be opened. */
    private static Path locks() throws IOException {
        var user = System.getProperty("user.name").replaceAll("[^A-Za-z0-9]", "_");
        return Files.createDirectories(
                Path.of(System.getProperty("java.io.tmpdir"), "orderflow-ports-" + user));
    }

    private static void closeQuietly(@Nullable FileChannel channel) {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException ignored) {
            // Nothing was written to it.
        }
    }
}
