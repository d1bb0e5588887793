package dev.orderflow.cli.stack;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;

/** Asks a part of the stack whether it is ready, and takes no for no answer in time. */
@FunctionalInterface
public interface Probe {

    /** Long enough for a busy machine, short enough for someone who waits for a table. */
    int TIMEOUT_MILLIS = 2_000;

    /** Whether the part does its work now. */
    boolean isReady();

    /** A service says so itself. */
    static Probe service(int port) {
        return () -> {
            try {
                var url =
                        URI.create("http://127.0.0.1:%d/actuator/health/readiness".formatted(port));
                var connection = (HttpURLConnection) url.toURL().openConnection();
                connection.setConnectTimeout(TIMEOUT_MILLIS);
                connection.setReadTimeout(TIMEOUT_MILLIS);
                try {
                    return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
                } finally {
                    connection.disconnect();
                }
            } catch (IOException no) {
                return false;
            }
        };
    }

    /** The broker tells which requests it knows, as every client asks first. */
    static Probe broker(int port) {
        return () ->
                converse(
                        port,
                        socket -> {
                            var out = new DataOutputStream(socket.getOutputStream());
                            out.writeInt(10); // length of what follows
                            out.writeShort(18); // ApiVersions
                            out.writeShort(0); // version
                            out.writeInt(1); // correlation id
                            out.writeShort(-1); // no client id
                            out.flush();
                            return new DataInputStream(socket.getInputStream()).readInt() > 0;
                        });
    }

    /** The server speaks first: SMTP, IMAP and MySQL do. */
    static Probe greeting(int port) {
        return () -> converse(port, socket -> socket.getInputStream().read() >= 0);
    }

    private static boolean converse(int port, Conversation conversation) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return conversation.holdWith(socket);
        } catch (IOException no) {
            return false;
        }
    }

    /** A question and its answer over a connection. */
    @FunctionalInterface
    interface Conversation {
        /** Whether the answer was a good one. */
        boolean holdWith(Socket socket) throws IOException;
    }
}
