package dev.orderflow.cli.bench;

import dev.orderflow.cli.bench.HttpConnection.Answer;
import dev.orderflow.cli.stack.StackProblem;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Who place the orders, each over a connection of their own, one order after the other. */
final class Customers {

    private static final int TRIES = 5;
    private static final int UNKNOWN_PRODUCT_TRIES = 600;
    private static final int PAUSE_MS = 50;

    private final OrderRequests requests;
    private final int first;
    private final Placed placed;
    private final Pace pace;
    private final OpenOrders open;
    private final Poison poison;
    private final Latencies posts = new Latencies();
    private final AtomicInteger next = new AtomicInteger();
    private final LongAdder refused = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private final AtomicReference<String> firstError = new AtomicReference<>("");
    private final LongAccumulator lastAccepted = new LongAccumulator(Math::max, 0);
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

    /**
     * @param first the number of the first request, so that no two runs send the same
     * @param placed of the size that is wanted
     */
    Customers(
            OrderRequests requests,
            int first,
            Placed placed,
            Pace pace,
            OpenOrders open,
            Poison poison) {
        this.requests = requests;
        this.first = first;
        this.placed = placed;
        this.pace = pace;
        this.open = open;
        this.poison = poison;
    }

    /** They begin; {@link OpenOrders} tells how far they are. */
    void start(int connections) {
        for (var number = 0; number < connections; number++) {
            Thread.ofPlatform().daemon().name("bench-customer-" + number).start(this::placeOrders);
        }
    }

    /**
     * @throws StackProblem where a customer has given up
     */
    void check() {
        var problem = failure.get();
        if (problem != null) {
            throw problem;
        }
    }

    Latencies posts() {
        return posts;
    }

    long lastAcceptedMicros() {
        return lastAccepted.get();
    }

    /** How often the service asked to be called again later. */
    long refused() {
        return refused.sum();
    }

    /** How often a request had to be repeated for another reason. */
    long errors() {
        return errors.sum();
    }

    /** The answer to the first of these; empty where there was none. */
    String firstError() {
        return firstError.get();
    }

    private void placeOrders() {
        try (var connection = new HttpConnection(requests.orders())) {
            for (int number = next.getAndIncrement();
                    number < placed.size();
                    number = next.getAndIncrement()) {
                if (!open.take()) {
                    return;
                }
                pace.await(number);
                poison.before(number);
                place(number, connection);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            failure.compareAndSet(null, e);
            open.close();
        }
    }

    private void place(int number, HttpConnection connection) throws InterruptedException {
        var request = requests.order(first + number);
        for (int failed = 0; ; ) {
            long start = pace.startOf(number, Clock.micros());
            var answer = send(request, connection);
            if (answer.status() == 201) {
                accepted(number, answer.location(), start);
                return;
            }
            if (answer.status() == 503) {
                refused.increment();
            } else {
                failed(answer);
                if (++failed == triesAfter(answer)) {
                    throw new StackProblem(
                            "%s does not take an order: %s.".formatted(requests.orders(), answer));
                }
            }
            Thread.sleep(Math.max(PAUSE_MS, 1000L * answer.retryAfterSeconds()));
        }
    }

    private static Answer send(byte[] request, HttpConnection connection) {
        try {
            return connection.send(request);
        } catch (IOException e) {
            return Answer.none(e);
        }
    }

    /** At the beginning, order-service may still have to hear of the products. */
    private static int triesAfter(Answer answer) {
        return answer.status() == 422 ? UNKNOWN_PRODUCT_TRIES : TRIES;
    }

    private void failed(Answer answer) {
        errors.increment();
        firstError.compareAndSet("", answer.toString());
    }

    private void accepted(int number, String location, long start) {
        long now = Clock.micros();
        posts.add(now - start);
        lastAccepted.accumulate(now);
        var id = UUID.fromString(location.substring(location.lastIndexOf('/') + 1));
        placed.put(number, id, start);
        open.accepted(id);
    }
}
