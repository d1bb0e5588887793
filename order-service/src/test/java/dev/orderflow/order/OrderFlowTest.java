package dev.orderflow.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.contract.inventory.InsufficientStock;
import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.inventory.StockRestored;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.OrderCompleted;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.contract.order.PaymentRequested;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.TestClock;
import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.application.port.in.CancelOrderUseCase;
import dev.orderflow.order.application.port.in.FindOrdersUseCase;
import dev.orderflow.order.application.port.in.PlaceOrderUseCase;
import dev.orderflow.order.application.port.in.PlaceOrderUseCase.Item;
import dev.orderflow.order.application.port.in.PlaceOrderUseCase.PlaceOrder;
import dev.orderflow.order.domain.CancelReason;
import dev.orderflow.order.domain.OrderStatus;
import dev.orderflow.order.domain.PaymentChoice;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The service between a real database and a real broker, with the test in the place of the other
 * services.
 */
@OrderflowTest
class OrderFlowTest {

    @Autowired PlaceOrderUseCase placeOrder;
    @Autowired CancelOrderUseCase cancelOrder;
    @Autowired FindOrdersUseCase orders;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired TestClock clock;
    @Autowired MeterRegistry meters;
    @Autowired TransactionTemplate transaction;
    @Autowired ScheduledTaskHolder scheduled;

    final String user = "user-" + UUID.randomUUID();
    final long productId = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void an_order_is_confirmed_paid_and_completed() {
        var order = place();

        assertThat(published.await(OrderCreated.class, order.orderId()).total())
                .isEqualByComparingTo("25.00");

        others.send(new StockReserved(id(order)));
        assertThat(published.await(PaymentRequested.class, order.orderId()).amount())
                .isEqualByComparingTo("25.00");
        assertThat(status(order)).isEqualTo(OrderStatus.CONFIRMED);

        others.send(
                new PaymentCompleted(
                        id(order), user, UUID.randomUUID(), new BigDecimal("25.00"), "EUR"));
        others.send(new StockDeducted(id(order)));
        assertThat(published.await(OrderCompleted.class, order.orderId()).userId()).isEqualTo(user);
        assertThat(status(order)).isEqualTo(OrderStatus.COMPLETED);
        assertThat(orders.find(order.orderId(), user).completedAt()).isPresent();
    }

    @Test
    void the_events_of_an_order_are_one_chain() {
        var order = place();
        published.await(OrderCreated.class, order.orderId());
        var created = published.all(OrderCreated.class, order.orderId()).getFirst().metadata();

        var reserved = others.send(new StockReserved(id(order)));
        published.await(PaymentRequested.class, order.orderId());

        var requested =
                published.all(PaymentRequested.class, order.orderId()).getFirst().metadata();
        assertThat(created.correlationId()).isEqualTo(created.eventId());
        assertThat(requested.causationId()).isEqualTo(reserved.eventId());
        assertThat(requested.correlationId()).isEqualTo(reserved.correlationId());
    }

    @Test
    void an_order_that_lacks_stock_is_cancelled() {
        var order = place();

        others.send(
                new InsufficientStock(
                        id(order), List.of(new InsufficientStock.Shortage(productId, 2, 0))));

        assertThat(published.await(OrderCancelled.class, order.orderId()).reason())
                .isEqualTo("INSUFFICIENT_STOCK");
        assertThat(status(order)).isEqualTo(OrderStatus.CANCELLING);
        restoreAndRefund(order);
        assertThat(status(order)).isEqualTo(OrderStatus.CANCELLED);
    }

    @Test
    void an_order_past_its_deadline_is_cancelled() {
        var order = place();

        clock.advance(Duration.ofMinutes(16));

        assertThat(published.await(OrderCancelled.class, order.orderId()).reason())
                .isEqualTo("TIMEOUT");
        restoreAndRefund(order);
        assertThat(orders.find(order.orderId(), user).cancelReason())
                .contains(CancelReason.TIMEOUT);
    }

    @Test
    void a_late_order_is_counted_until_it_is_over() {
        var order = place();
        clock.advance(Duration.ofMinutes(16));
        published.await(OrderCancelled.class, order.orderId());
        var late = meters.get("orders.past.deadline").gauge();
        var withThisOne = late.value();

        restoreAndRefund(order);

        assertThat(late.value()).isEqualTo(withThisOne - 1);
    }

    @Test
    void a_step_that_is_undone_is_not_counted() {
        var order = place();
        var cancelling = meters.get("orders.entered").tag("status", "cancelling").counter();
        var before = cancelling.count();

        transaction.executeWithoutResult(
                undone -> {
                    cancelOrder.cancel(order.orderId(), user);
                    undone.setRollbackOnly();
                });
        assertThat(cancelling.count()).isEqualTo(before);

        cancelOrder.cancel(order.orderId(), user);
        assertThat(cancelling.count()).isEqualTo(before + 1);
    }

    @Test
    void the_time_to_its_end_is_that_to_the_first_one() {
        var order = place();
        var completed = ended("completed");
        var cancelled = ended("cancelled");

        others.send(new StockReserved(id(order)));
        others.send(
                new PaymentCompleted(
                        id(order), user, UUID.randomUUID(), new BigDecimal("25.00"), "EUR"));
        others.send(new StockDeducted(id(order)));
        others.awaitHandled();
        assertThat(status(order)).isEqualTo(OrderStatus.COMPLETED);
        cancelOrder.cancel(order.orderId(), user);
        restoreAndRefund(order);

        assertThat(status(order)).isEqualTo(OrderStatus.CANCELLED);
        assertThat(ended("completed")).isEqualTo(completed + 1);
        assertThat(ended("cancelled")).isEqualTo(cancelled);
    }

    /**
     * All tasks with a fixed delay share one thread: a clean-up of hours would stop the deadlines.
     */
    @Test
    void no_clean_up_holds_up_the_deadlines() {
        assertThat(scheduled.getScheduledTasks())
                .filteredOn(task -> task.getTask() instanceof FixedDelayTask)
                .extracting(Object::toString)
                .allMatch(it -> it.endsWith("DeadlineSweeper.sweep") || it.endsWith("Meters.look"))
                .hasSize(2);
    }

    private long ended(String status) {
        return meters.find("orders.time.to.end").tag("status", status).timers().stream()
                .mapToLong(timer -> timer.count())
                .sum();
    }

    @Test
    void a_redelivered_event_has_no_second_effect() {
        var order = place();
        var event = new StockReserved(id(order));

        var metadata = others.send(event);
        others.send(metadata, event);
        others.send(metadata, event);
        others.awaitHandled();

        published.await(PaymentRequested.class, order.orderId());
        assertThat(published.all(PaymentRequested.class, order.orderId())).hasSize(1);
    }

    @Test
    void an_older_revision_of_a_product_does_not_replace_a_newer_one() {
        others.send(product("Renamed", "9.99", true, 7));
        others.send(product("As it was", "5.00", false, 6));
        others.awaitHandled();

        var order =
                placeOrder.place(
                        new PlaceOrder(
                                user, List.of(new Item(productId, 1)), PaymentChoice.POINTS));

        assertThat(order.lines().getFirst().name()).isEqualTo("Renamed");
        assertThat(order.total().amount()).isEqualByComparingTo("9.99");
    }

    private OrderView place() {
        others.send(product("Espresso cup", "12.50", true, 1));
        others.awaitHandled();
        return placeOrder.place(
                new PlaceOrder(user, List.of(new Item(productId, 2)), PaymentChoice.POINTS));
    }

    private ProductUpdated product(String name, String price, boolean active, long revision) {
        return new ProductUpdated(productId, name, new BigDecimal(price), "EUR", active, revision);
    }

    private void restoreAndRefund(OrderView order) {
        others.send(new StockRestored(id(order), List.of()));
        others.send(new PaymentRefunded(id(order), user, BigDecimal.ZERO, "EUR"));
        others.awaitHandled();
    }

    private OrderStatus status(OrderView order) {
        return orders.find(order.orderId(), user).status();
    }

    private static UUID id(OrderView order) {
        return order.orderId().value();
    }
}
