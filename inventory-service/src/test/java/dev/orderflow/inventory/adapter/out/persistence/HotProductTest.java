package dev.orderflow.inventory.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.inventory.application.port.in.BrowseProductsUseCase;
import dev.orderflow.inventory.application.port.in.FulfilOrdersUseCase;
import dev.orderflow.inventory.application.port.in.ManageProductsUseCase;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Stock;
import jakarta.persistence.EntityManagerFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.hibernate.SessionFactory;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@OrderflowTest
class HotProductTest {

    static final int BUYERS = 50;

    @Autowired FulfilOrdersUseCase orders;
    @Autowired ManageProductsUseCase manage;
    @Autowired BrowseProductsUseCase browse;
    @Autowired TransactionTemplate transaction;
    @Autowired JdbcClient jdbc;
    @Autowired EntityManagerFactory entityManagers;

    @Test
    void fifty_buyers_of_a_hot_product_get_what_there_is_and_no_more() throws Exception {
        var hot = product(20);
        var buyers = orderIds(BUYERS);

        atOnce(
                buyers.stream()
                        .map(buyer -> task(() -> orders.place(buyer, List.of(new Line(hot, 1)))))
                        .toList());

        assertThat(stockOf(hot)).isEqualTo(new Stock(hot, true, 0, 20, 0, 20));
        assertThat(count("RESERVED", buyers)).isEqualTo(20);
        assertThat(count("REJECTED", buyers)).isEqualTo(30);
    }

    @Test
    void buying_paying_cancelling_and_receiving_at_once_lose_nothing() throws Exception {
        var hot = product(1_000);
        var buyers = orderIds(BUYERS);
        var tasks = new ArrayList<Callable<Void>>();
        for (var buyer : buyers) {
            tasks.add(
                    task(
                            () -> {
                                orders.place(buyer, List.of(new Line(hot, 3)));
                                orders.pay(buyer);
                                if (buyers.indexOf(buyer) % 2 == 0) {
                                    orders.cancel(buyer);
                                }
                            }));
            tasks.add(task(() -> manage.receive(new Line(hot, 10))));
        }
        Collections.shuffle(tasks);

        atOnce(tasks);

        assertThat(stockOf(hot)).isEqualTo(new Stock(hot, true, 1_425, 0, 75, 1_500));
        assertThat(count("DEDUCTED", buyers)).isEqualTo(25);
        assertThat(count("RESTORED", buyers)).isEqualTo(25);
    }

    @Test
    void polls_that_need_the_same_products_in_opposite_order_do_not_deadlock() throws Exception {
        var one = product(100_000);
        var two = product(100_000);
        var three = product(100_000);
        var polls = new ArrayList<Callable<Void>>();
        for (int i = 0; i < BUYERS; i++) {
            var products = i % 2 == 0 ? List.of(one, two, three) : List.of(three, two, one);
            var held = orderIds(1).getFirst();
            orders.place(held, List.of(new Line(products.getLast(), 1)));
            polls.add(task(() -> pollOfThreeOrdersAndACancel(products, held)));
        }

        atOnce(polls);

        assertThat(List.of(stockOf(one), stockOf(two), stockOf(three)))
                .allSatisfy(stock -> assertThat(stock.reserved()).isEqualTo(BUYERS));
    }

    @Test
    void news_of_one_order_that_come_at_the_same_moment_all_count() throws Exception {
        var hot = product(1_000);
        var buyers = orderIds(BUYERS);

        var tasks = new ArrayList<Callable<Void>>();
        for (var buyer : buyers) {
            tasks.add(
                    task(
                            () ->
                                    untilItSucceeds(
                                            () -> orders.place(buyer, List.of(new Line(hot, 3))))));
            tasks.addAll(
                    Collections.nCopies(3, task(() -> untilItSucceeds(() -> orders.pay(buyer)))));
        }

        atOnce(tasks);

        assertThat(count("DEDUCTED", buyers)).isEqualTo(BUYERS);
        assertThat(stockOf(hot)).isEqualTo(new Stock(hot, true, 850, 0, 150, 1_000));
    }

    @Test
    void the_statements_of_a_poll_do_not_grow_with_its_orders() {
        var products = List.of(product(100), product(100), product(100));
        var statistics = entityManagers.unwrap(SessionFactory.class).getStatistics();
        pollOf(orderIds(2), products);

        var before = statistics.getPrepareStatementCount();
        pollOf(orderIds(90), products);

        assertThat(statistics.getPrepareStatementCount() - before)
                .as(
                        "read reservations, lock stock, read what is on sale, insert reservations, insert lines, update stock")
                .isLessThanOrEqualTo(6);
    }

    /** As a listener does: who loses a race is rolled back and tried again. */
    private static void untilItSucceeds(Runnable news) {
        while (true) {
            try {
                news.run();
                return;
            } catch (DataIntegrityViolationException lostTheRace) {
                Thread.yield();
            }
        }
    }

    private void pollOf(List<OrderId> newOrders, List<ProductId> products) {
        transaction.executeWithoutResult(
                _ -> {
                    orders.expect(newOrders, products);
                    newOrders.forEach(
                            order ->
                                    orders.place(
                                            order,
                                            products.stream()
                                                    .map(product -> new Line(product, 1))
                                                    .toList()));
                });
    }

    /** The cancel's product is not among those announced: the order that holds it says so. */
    private void pollOfThreeOrdersAndACancel(List<ProductId> products, OrderId held) {
        var placed = orderIds(3);
        transaction.executeWithoutResult(
                _ -> {
                    orders.expect(placed, products.subList(0, 2));
                    orders.expect(List.of(held), List.of());
                    orders.place(placed.get(0), List.of(new Line(products.get(0), 1)));
                    orders.place(placed.get(1), List.of(new Line(products.get(1), 1)));
                    orders.cancel(held);
                    orders.place(placed.get(2), List.of(new Line(products.get(2), 1)));
                });
    }

    /** Runs the tasks side by side, started together; throws what one of them throws. */
    private static void atOnce(List<Callable<Void>> tasks) throws Exception {
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var running =
                    tasks.stream()
                            .map(
                                    task ->
                                            threads.submit(
                                                    () -> {
                                                        start.await();
                                                        return task.call();
                                                    }))
                            .toList();
            start.countDown();
            for (var task : running) {
                task.get();
            }
        }
    }

    private static Callable<Void> task(Runnable work) {
        return () -> {
            work.run();
            return null;
        };
    }

    private static List<OrderId> orderIds(int count) {
        return IntStream.range(0, count).mapToObj(_ -> new OrderId(UUID.randomUUID())).toList();
    }

    private ProductId product(int pieces) {
        var id =
                manage.create(new ProductDetails("Hot", Price.of("9.99", "EUR"), true))
                        .product()
                        .id();
        manage.receive(new Line(id, pieces));
        return id;
    }

    private Stock stockOf(ProductId product) {
        return browse.find(product).stock();
    }

    private long count(String status, List<OrderId> among) {
        return transaction.execute(
                _ ->
                        jdbc.sql(
                                        "select count(*) from reservation where status = :status and order_id in (:ids)")
                                .param("status", status)
                                .param("ids", among.stream().map(HotProductTest::bytes).toList())
                                .query(Long.class)
                                .single());
    }

    private static byte[] bytes(OrderId id) {
        return ByteBuffer.allocate(16)
                .putLong(id.value().getMostSignificantBits())
                .putLong(id.value().getLeastSignificantBits())
                .array();
    }
}
