package dev.orderflow.notification.adapter.out.mail;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A mail server that takes everything, but for the commands that it has an answer of its own to.
 * The answer to {@code .} is that to a whole message; {@link #HANG_UP} ends the connection instead
 * of answering.
 */
final class ScriptedMailServer implements AutoCloseable {

    static final String HANG_UP = "";

    /** The messages that came whole, whatever was answered. */
    final List<String> received = Collections.synchronizedList(new ArrayList<>());

    private final ServerSocket socket;
    private final Map<String, String> answers;

    ScriptedMailServer(Map<String, String> answers) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.answers = answers;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void serve() {
        try {
            while (true) {
                var client = socket.accept();
                Thread.ofVirtual().start(() -> converse(client));
            }
        } catch (SocketException closed) {
            // The test is over.
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private void converse(Socket client) {
        try (client) {
            var in = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            if (!answer(client, "CONNECT", "220 here")) {
                return;
            }
            for (var line = in.readLine(); line != null; line = in.readLine()) {
                var command = line.split("[ :]")[0].toUpperCase(java.util.Locale.ROOT);
                var usual = "DATA".equals(command) ? "354 go on" : "250 fine";
                if (!answer(client, command, usual)) {
                    return;
                }
                var accepted = answers.getOrDefault(command, usual);
                if ("DATA".equals(command) && accepted.startsWith("354")) {
                    received.add(message(in));
                    if (!answer(client, ".", "250 taken")) {
                        return;
                    }
                }
            }
        } catch (IOException gone) {
            // So is the conversation.
        }
    }

    private static String message(BufferedReader in) throws IOException {
        var message = new StringBuilder();
        for (var line = in.readLine(); !".".equals(line); line = in.readLine()) {
            if (line == null) {
                throw new IOException("Half a message");
            }
            message.append(line).append('\n');
        }
        return message.toString();
    }

    /**
     * @return whether the conversation goes on
     */
    private boolean answer(Socket client, String command, String usual) throws IOException {
        var answer = answers.getOrDefault(command, usual);
        if (answer.equals(HANG_UP)) {
            return false;
        }
        client.getOutputStream().write((answer + "\r\n").getBytes(US_ASCII));
        return true;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
