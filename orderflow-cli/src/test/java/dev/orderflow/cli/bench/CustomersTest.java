package dev.orderflow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.stack.StackProblem;
import dev.orderflow.cli.topic.Broker;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class CustomersTest {

    FakeOrderService service;
    OpenOrders open;
    Customers customers;

    @AfterEach
    void stop() {
        open.close();
        service.close();
    }

    @Test
    void there_are_never_more_orders_open_than_allowed() throws Exception {
        int most = 7;
        var now = new AtomicInteger();
        var highest = new AtomicInteger();
        BlockingQueue<UUID> accepted = new LinkedBlockingQueue<>();
        service =
                new FakeOrderService(
                        (_, exchange) -> {
                            highest.accumulateAndGet(now.incrementAndGet(), Math::max);
                            var order = UUID.randomUUID();
                            accepted.add(order);
                            FakeOrderService.accept(exchange, order);
                        });
        start(200, 16, most, Pace.unbounded(0));

        // Only once nobody can go on is one completed: so each time all places are taken.
        for (var completed = 0; completed < 200; completed++) {
            int taken = Math.min(200, most + completed);
            Awaitility.await()
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> service.keys().size() == taken && open.acceptedSoFar() == taken);
            now.decrementAndGet();
            open.ended(accepted.take());
        }

        assertThat(highest).hasValue(most);
        assertThat(open.endedSoFar()).isEqualTo(200);
    }

    @Test
    void an_order_may_be_completed_before_its_answer_is_there() throws Exception {
        service =
                new FakeOrderService(
                        (_, exchange) -> {
                            var order = UUID.randomUUID();
                            open.ended(order);
                            FakeOrderService.accept(exchange, order);
                        });
        start(50, 4, 1, Pace.unbounded(0));

        awaitAccepted(50);

        assertThat(open.endedSoFar()).isEqualTo(50);
    }

    @Test
    void who_is_told_to_come_later_does_with_the_same_key_and_that_is_no_error() throws Exception {
        service =
                new FakeOrderService(
                        (service, exchange) -> {
                            if (service.keys().size() == 1) {
                                exchange.getResponseHeaders().add("Retry-After", "1");
                                FakeOrderService.answer(exchange, 503, "{}");
                            } else {
                                FakeOrderService.accept(exchange, UUID.randomUUID());
                            }
                        });
        var begin = System.nanoTime();
        start(1, 1, 1, Pace.unbounded(0));

        awaitAccepted(1);

        assertThat(System.nanoTime() - begin).isGreaterThan(1_000_000_000L);
        assertThat(customers.refused()).isEqualTo(1);
        assertThat(customers.errors()).isZero();
        assertThat(service.keys()).hasSize(2);
        assertThat(Set.copyOf(service.keys())).hasSize(1);
    }

    @Test
    void what_fails_is_tried_again_with_the_same_key_and_counted() throws Exception {
        service =
                new FakeOrderService(
                        (service, exchange) -> {
                            switch (service.keys().size()) {
                                case 1 -> FakeOrderService.answer(exchange, 500, "out of ink");
                                case 2 -> throw new IOException("away");
                                default -> FakeOrderService.accept(exchange, UUID.randomUUID());
                            }
                        });
        start(1, 1, 1, Pace.unbounded(0));

        awaitAccepted(1);

        assertThat(customers.errors()).isPositive();
        assertThat(customers.firstError()).isEqualTo("500 out of ink");
        assertThat(Set.copyOf(service.keys())).hasSize(1);
    }

    @Test
    void what_fails_for_good_ends_the_run_with_the_reason() throws Exception {
        service =
                new FakeOrderService((_, exchange) -> FakeOrderService.answer(exchange, 403, "no"));
        start(10, 2, 10, Pace.unbounded(0));

        assertThatThrownBy(
                        () ->
                                Awaitility.await()
                                        .until(
                                                () -> {
                                                    customers.check();
                                                    return false;
                                                }))
                .isInstanceOf(StackProblem.class)
                .hasMessageContaining("403 no");
    }

    @Test
    void a_stall_counts_for_every_order_that_was_due_meanwhile() throws Exception {
        var stall = new CountDownLatch(1);
        service =
                new FakeOrderService(
                        (_, exchange) -> {
                            stall.await();
                            FakeOrderService.accept(exchange, UUID.randomUUID());
                        });
        var begin = Clock.micros();
        // One customer, who is kept waiting with the first order while nineteen more become due.
        start(20, 1, Integer.MAX_VALUE, Pace.rate(begin, 100));
        Pace.rate(begin, 1).await(1);
        stall.countDown();

        awaitAccepted(20);

        var posts = customers.posts().percentiles();
        assertThat(posts.max()).isGreaterThanOrEqualTo(999);
        assertThat(posts.p50()).isGreaterThanOrEqualTo(890);
    }

    private void start(int orders, int connections, int most, Pace pace) {
        open = new OpenOrders(most);
        customers =
                new Customers(
                        new OrderRequests(
                                service.url(),
                                "test",
                                List.of(1L, 2L, 3L),
                                2,
                                Credentials.BELIEVED),
                        0,
                        new Placed(orders),
                        pace,
                        open,
                        new Poison(0, Broker.at("", null)));
        customers.start(connections);
    }

    private void awaitAccepted(int orders) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(50))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> open.acceptedSoFar() == orders);
    }
}
