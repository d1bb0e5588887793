package dev.orderflow.cli.chaos;

import dev.orderflow.cli.bench.Clock;
import dev.orderflow.cli.bench.HttpConnection;
import dev.orderflow.cli.bench.HttpConnection.Answer;
import dev.orderflow.cli.bench.Pace;
import java.io.IOException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Customers who order at a rate, whatever the system says, and ask until they are answered. An
 * order that was due while nobody answered is placed as soon as somebody does.
 */
final class Shoppers implements AutoCloseable {

    private static final int PAUSE_MS = 100;
    private static final int LONGEST_PAUSE_MS = 2_000;

    private final Shop shop;
    private final Told told;
    private final Pace pace;
    private final double rate;
    private final long start = Clock.micros();
    private final AtomicInteger next = new AtomicInteger();
    private volatile int last = Integer.MAX_VALUE;
    private volatile boolean closed;

    private Shoppers(Shop shop, Told told, double rate) {
        this.shop = shop;
        this.told = told;
        this.rate = rate;
        pace = Pace.rate(start, rate);
    }

    static Shoppers start(Shop shop, Told told, double rate) {
        var shoppers = new Shoppers(shop, told, rate);
        for (int number = 0; number < shop.traffic().buyers(); number++) {
            Thread.ofVirtual().name("shopper-" + number).start(shoppers::order);
        }
        return shoppers;
    }

    /** Whose order is not due yet stays at home; the others are still served. Returns how many. */
    int stop() {
        last = (int) ((Clock.micros() - start) / 1e6 * rate) + 1;
        return last;
    }

    /** How many of those who have come have not even asked yet. */
    int waiting() {
        return Math.max(0, last - next.get());
    }

    private void order() {
        try (var connection = new HttpConnection(shop.orders())) {
            for (int number = next.getAndIncrement(); !closed; number = next.getAndIncrement()) {
                if (!awaitTurn(number)) {
                    return;
                }
                place(number, connection);
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

    private void place(int number, HttpConnection connection) throws InterruptedException {
        told.begin();
        var answer = askUntilAnswered(shop.place(number), connection, number);
        if (answer.status() == 201) {
            var order = id(answer);
            told.placed(number, order);
            if (shop.isAskedTwice(number)) {
                var again = askUntilAnswered(shop.place(number), connection, number);
                if (again.status() == 201) {
                    told.placed(number, id(again));
                } else if (!closed) {
                    told.surprised("asked again: " + again);
                }
            }
            if (shop.isCancelled(number)) {
                told.begin();
                Thread.ofVirtual().start(() -> cancel(number, order));
            }
        } else if (!closed) {
            told.surprised("placing: " + answer);
        }
        told.end();
    }

    private void cancel(int number, UUID order) {
        try (var connection = new HttpConnection(shop.orders())) {
            Thread.sleep(shop.cancelAfterMs(number));
            var answer = askUntilAnswered(shop.cancel(number, order), connection, number);
            switch (answer.status()) {
                case 200, 202 -> told.cancelAccepted(order);
                case 409 -> {
                    // Too late, or it can't be any more.
                }
                default -> {
                    if (!closed) {
                        told.surprised("cancelling %s: %s".formatted(order, answer));
                    }
                }
            }
            told.end();
        } catch (InterruptedException ending) {
            Thread.currentThread().interrupt();
        }
    }

    /** Until there is an answer that another try would not change. */
    private Answer askUntilAnswered(byte[] request, HttpConnection connection, int number)
            throws InterruptedException {
        for (int tries = 1; ; tries++) {
            var answer = ask(request, connection);
            if (closed || isFinal(answer)) {
                return answer;
            }
            told.repeat();
            int pause = Math.min(LONGEST_PAUSE_MS, PAUSE_MS * tries);
            Thread.sleep(Math.max(pause, 1000L * answer.retryAfterSeconds()) + number % PAUSE_MS);
        }
    }

    /** Products that order-service has not heard of yet are not refused for ever. */
    private static boolean isFinal(Answer answer) {
        return switch (answer.status()) {
            case 0, 422, 429 -> false;
            case 409 -> answer.toString().contains("order-not-cancellable");
            default -> answer.status() < 500;
        };
    }

    private static Answer ask(byte[] request, HttpConnection connection) {
        try {
            return connection.send(request);
        } catch (IOException e) {
            return Answer.none(e);
        }
    }

    private static UUID id(Answer answer) {
        var location = answer.location();
        return UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
    }

    /** Nobody asks any more. */
    @Override
    public void close() {
        closed = true;
    }
}
