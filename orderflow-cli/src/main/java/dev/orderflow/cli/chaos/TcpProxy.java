package dev.orderflow.cli.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** The way to a server on this machine, which can be made slow, cut, or closed. */
final class TcpProxy implements AutoCloseable {

    private static final int BUFFER = 64 << 10;

    /** Judges what a client sends, before it goes on. Called by many threads. */
    @FunctionalInterface
    interface Tap {

        Verdict judge(byte[] bytes, int length);
    }

    /** What is done with something that a client sends. */
    enum Verdict {
        /** It goes on. */
        PASS,
        /** It goes on; but the client never hears an answer. */
        CUT_BEFORE_THE_ANSWER,
        /** It never arrives, and the connection is cut. */
        CUT
    }

    private final int target;
    private final ServerSocket server;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private volatile Duration delay = Duration.ZERO;
    private volatile boolean closed;
    private volatile Tap tap = (_, _) -> Verdict.PASS;

    /** To this port, on a free port of its own. */
    TcpProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket();
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException("No port is free.", e);
        }
        Thread.ofVirtual().name("proxy-" + target).start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Everything that the server says comes so much later. */
    void slowDown(Duration by) {
        delay = by;
    }

    /** Nobody is let in, and who is in is thrown out. */
    void shut() {
        closed = true;
        cut(1, RandomGenerator.getDefault());
    }

    /** Cuts about this share of the connections. */
    void cut(double share, RandomGenerator random) {
        lines.stream().filter(_ -> random.nextDouble() < share).forEach(Line::cut);
    }

    void listenIn(Tap listener) {
        tap = listener;
    }

    /** As if it were not there. */
    void heal() {
        delay = Duration.ZERO;
        closed = false;
        tap = (_, _) -> Verdict.PASS;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                var client = server.accept();
                Thread.ofVirtual().start(() -> connect(client));
            } catch (IOException closing) {
                return;
            }
        }
    }

    private void connect(Socket client) {
        var line = new Line(client, new Socket());
        if (closed || !line.connect()) {
            line.cut();
            return;
        }
        lines.add(line);
        // It may have been shut just now.
        if (closed) {
            line.cut();
        }
        Thread.ofVirtual().start(line::answer);
        line.ask();
    }

    /** One client and the server. */
    private final class Line {

        private final Socket client;
        private final Socket service;

        Line(Socket client, Socket service) {
            this.client = client;
            this.service = service;
        }

        boolean connect() {
            try {
                client.setTcpNoDelay(true);
                service.setTcpNoDelay(true);
                service.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
                return true;
            } catch (IOException away) {
                return false;
            }
        }

        void ask() {
            var bytes = new byte[BUFFER];
            try {
                var in = client.getInputStream();
                var out = service.getOutputStream();
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    var verdict = tap.judge(bytes, length);
                    if (verdict == Verdict.CUT) {
                        break;
                    }
                    if (verdict == Verdict.CUT_BEFORE_THE_ANSWER) {
                        // The server reads what was sent before it notices that nobody is there.
                        client.close();
                        out.write(bytes, 0, length);
                        return;
                    }
                    out.write(bytes, 0, length);
                }
                cut();
            } catch (IOException over) {
                cut();
            }
        }

        void answer() {
            var bytes = new byte[BUFFER];
            try {
                var in = service.getInputStream();
                var out = client.getOutputStream();
                for (int length = in.read(bytes); length >= 0; length = in.read(bytes)) {
                    if (delay.isPositive()) {
                        Thread.sleep(delay);
                    }
                    out.write(bytes, 0, length);
                }
            } catch (IOException over) {
                // Cut below.
            } catch (InterruptedException ending) {
                Thread.currentThread().interrupt();
            }
            cut();
        }

        void cut() {
            lines.remove(this);
            close(client);
            close(service);
        }

        private static void close(Socket socket) {
            try {
                socket.close();
            } catch (IOException alreadyGone) {
                // That is what was wanted.
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        shut();
    }
}
