package dev.orderflow.cli.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One customer's connection, kept open. Not thread-safe.
 *
 * <p>As much of HTTP/1.1 as a service answers with, and no more: what a client does beyond that,
 * with threads and buffers of its own, it does on the processors of the measured system.
 */
public final class HttpConnection implements AutoCloseable {

    private static final int TIMEOUT_MS = 30_000;
    private static final int LONGEST_LINE = 16_384;

    private final InetSocketAddress address;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    public HttpConnection(URI server) {
        int port = server.getPort();
        address = new InetSocketAddress(server.getHost(), port == -1 ? 80 : port);
    }

    /**
     * What is needed of an answer.
     *
     * @param location where what was made is found; empty where nothing was
     * @param retryAfterSeconds 0 where nothing is said
     */
    public record Answer(int status, String location, int retryAfterSeconds, byte[] body) {

        /** Where none came, and why. */
        public static Answer none(IOException why) {
            return new Answer(0, "", 0, why.toString().getBytes(UTF_8));
        }

        @Override
        public String toString() {
            var text = new String(body, UTF_8);
            return status == 0 ? text : "%d %s".formatted(status, text);
        }
    }

    /**
     * Sends a whole request, head and body, and reads the answer. The request must be one that may
     * be sent twice.
     *
     * @throws IOException where no answer came; nobody knows then whether the request had its
     *     effect
     */
    public Answer send(byte[] request) throws IOException {
        if (socket != null) {
            try {
                return sendOnce(request);
            } catch (EOFException | SocketException closedWhileIdle) {
                // The service may close what has been idle, just when it is wanted again.
            }
        }
        return sendOnce(request);
    }

    /**
     * The same for a request that must not be sent twice behind the caller's back. A connection
     * that was closed while idle counts as no answer.
     *
     * @throws IOException where no answer came; nobody knows then whether the request had its
     *     effect, unless there was no connection
     */
    public Answer sendOnce(byte[] request) throws IOException {
        try {
            connected().getOutputStream().write(request);
            return read();
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Socket connected() throws IOException {
        if (socket == null) {
            var fresh = new Socket();
            fresh.setTcpNoDelay(true);
            fresh.setSoTimeout(TIMEOUT_MS);
            fresh.connect(address, TIMEOUT_MS);
            socket = fresh;
            in = new BufferedInputStream(fresh.getInputStream(), 4096);
        }
        return socket;
    }

    private Answer read() throws IOException {
        var head = line();
        int status = number(head.substring(Math.min(9, head.length())).trim(), head);
        var location = "";
        int retryAfter = 0;
        int length = 0;
        var chunked = false;
        var last = false;
        for (var line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            var name = line.substring(0, Math.max(colon, 0)).toLowerCase(Locale.ROOT);
            var value = line.substring(colon + 1).trim();
            switch (name) {
                case "location" -> location = value;
                case "retry-after" -> retryAfter = number(value, line);
                case "content-length" -> length = number(value, line);
                case "transfer-encoding" -> chunked = value.equalsIgnoreCase("chunked");
                case "connection" -> last = value.equalsIgnoreCase("close");
                default -> {
                    // Of no concern here.
                }
            }
        }
        var body = chunked ? chunks() : in().readNBytes(length);
        if (last) {
            close();
        }
        return new Answer(status, location, retryAfter, body);
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        while (true) {
            var head = line();
            int size = Integer.parseInt(head.split(";", 2)[0].trim(), 16);
            if (size == 0) {
                while (!line().isEmpty()) {
                    // Trailers.
                }
                return body.toByteArray();
            }
            body.write(in().readNBytes(size));
            line();
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder(64);
        for (int next = in().read(); next != '\n'; next = in().read()) {
            if (next == -1) {
                throw new EOFException("the service closed the connection");
            }
            if (line.length() == LONGEST_LINE) {
                throw new IOException("the answer has a line without an end");
            }
            line.append((char) next);
        }
        if (!line.isEmpty() && line.charAt(line.length() - 1) == '\r') {
            line.setLength(line.length() - 1);
        }
        return line.toString();
    }

    private InputStream in() throws IOException {
        if (in == null) {
            throw new EOFException("the connection is closed");
        }
        return in;
    }

    /** The number at the beginning. */
    private static int number(String text, String line) throws IOException {
        try {
            return Integer.parseInt(text.split(" ", 2)[0]);
        } catch (NumberFormatException e) {
            throw new IOException("the answer is not HTTP: " + line, e);
        }
    }

    @Override
    public void close() {
        var open = socket;
        socket = null;
        in = null;
        if (open != null) {
            try {
                open.close();
            } catch (IOException alreadyGone) {
                // That is what was wanted.
            }
        }
    }
}
