package dev.orderflow.cli.chaos;

import dev.orderflow.cli.bench.Clock;
import dev.orderflow.cli.bench.HttpConnection;
import dev.orderflow.cli.bench.HttpConnection.Answer;
import dev.orderflow.cli.bench.Pace;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/**
 * People who come at a rate, whatever the system says, and ask until they are answered. What was
 * due while nobody answered is asked for as soon as somebody does.
 */
final class Crowd implements AutoCloseable {

    private static final int PAUSE_MS = 100;
    private static final int LONGEST_PAUSE_MS = 2_000;

    private final List<URI> servers;
    private final double rate;
    private final Told told;
    private final long start = Clock.micros();
    private final Pace pace;
    private final AtomicInteger next = new AtomicInteger();
    private volatile int last = Integer.MAX_VALUE;
    private volatile boolean closed;

    /**
     * @param servers among whom they are shared out; who is at one stays there
     * @param rate how many come a second
     * @param told where it is kept what they are told
     */
    Crowd(List<URI> servers, double rate, Told told) {
        this.servers = servers;
        this.rate = rate;
        this.told = told;
        pace = Pace.rate(start, rate);
    }

    /** What the person of this number has come for. */
    @FunctionalInterface
    interface Errand {

        void run(int number, HttpConnection connection) throws InterruptedException;
    }

    /** Asks once. */
    @FunctionalInterface
    interface Question {

        Answer ask() throws IOException;
    }

    /** So many are served at the same time. */
    void come(int atOnce, Errand errand) {
        for (int number = 0; number < atOnce; number++) {
            var server = server(number);
            Thread.ofVirtual().name("crowd-" + number).start(() -> serve(server, errand));
        }
    }

    /** Who is not due yet stays at home; the others are still served. Returns how many. */
    int stop() {
        last = (int) ((Clock.micros() - start) / 1e6 * rate) + 1;
        return last;
    }

    /** How many of those who have come have no answer yet, or have not even asked. */
    long waiting() {
        return told.unanswered() + Math.max(0, last - next.get());
    }

    Told told() {
        return told;
    }

    private URI server(int number) {
        return servers.get(number % servers.size());
    }

    private void serve(URI server, Errand errand) {
        try (var connection = new HttpConnection(server)) {
            for (int number = next.getAndIncrement(); !closed; number = next.getAndIncrement()) {
                if (!awaitTurn(number)) {
                    return;
                }
                told.begin();
                errand.run(number, connection);
                told.end();
            }
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** In steps, as it may be decided meanwhile that nobody comes any more. */
    private boolean awaitTurn(int number) throws InterruptedException {
        while (Clock.micros() < start + (long) (number * 1e6 / rate) - 200_000) {
            if (number >= last || closed) {
                return false;
            }
            Thread.sleep(Duration.ofMillis(50));
        }
        pace.await(number);
        return number < last;
    }

    /** Somebody who was served comes back, and is waited for from now on. */
    void comeBack(int number, int afterMs, Errand errand) {
        told.begin();
        Thread.ofVirtual()
                .start(
                        () -> {
                            try (var connection = new HttpConnection(server(number))) {
                                Thread.sleep(afterMs);
                                errand.run(number, connection);
                                told.end();
                            } catch (InterruptedException ending) {
                                Thread.currentThread().interrupt();
                            }
                        });
    }

    /** Until there is an answer that another try would not change. */
    Answer ask(int number, Question question, Predicate<Answer> isFinal)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            var answer = once(question);
            if (closed || isFinal.test(answer)) {
                return answer;
            }
            told.repeat();
            int pause = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * tries);
            Thread.sleep(Math.max(pause, 1000L * answer.retryAfterSeconds()) + number % PAUSE_MS);
        }
    }

    private static Answer once(Question question) {
        try {
            return question.ask();
        } catch (IOException e) {
            return Answer.none(e);
        }
    }

    /** An answer that nothing explains; once everybody has gone, none is of interest any more. */
    void surprised(String what, Answer answer) {
        if (!closed) {
            told.surprised("%s: %s".formatted(what, answer));
        }
    }

    /** Nobody asks any more. */
    @Override
    public void close() {
        closed = true;
    }
}
