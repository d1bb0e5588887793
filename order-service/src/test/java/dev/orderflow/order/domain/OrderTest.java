package dev.orderflow.order.domain;

import static dev.orderflow.order.domain.OrderStatus.CANCELLED;
import static dev.orderflow.order.domain.OrderStatus.CANCELLING;
import static dev.orderflow.order.domain.OrderStatus.COMPLETED;
import static dev.orderflow.order.domain.OrderStatus.CONFIRMED;
import static dev.orderflow.order.domain.OrderStatus.PENDING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrderTest {

    static final Duration WINDOW = Duration.ofHours(24);

    final Instant now = Instant.parse("2026-11-21T10:00:00Z");
    final OrderId id = OrderId.next();
    final OrderLine twoCups = new OrderLine(1, "Espresso cup", 2, Money.of("12.50", "EUR"));
    final Money total = Money.of("25.00", "EUR");
    final Order.Placed placed = Order.place(id, "1", List.of(twoCups), PaymentChoice.POINTS, now);
    final Order order = placed.order();

    @Test
    void a_placed_order_tells_its_lines_and_total() {
        assertThat(placed.event()).isEqualTo(new Order.Created(id, "1", List.of(twoCups), total));
        assertThat(order.status()).isEqualTo(PENDING);
    }

    @Test
    void reserved_stock_asks_for_the_payment() {
        assertThat(order.stockReserved(now))
                .containsExactly(new Order.PaymentRequested(id, "1", total, PaymentChoice.POINTS));
        assertThat(order.status()).isEqualTo(CONFIRMED);
    }

    @Test
    void paid_and_deducted_is_completed() {
        order.stockReserved(now);
        assertThat(order.paymentCompleted(now)).isEmpty();
        assertThat(order.stockDeducted(now)).containsExactly(new Order.Completed(id, "1", total));
        assertThat(order.status()).isEqualTo(COMPLETED);
    }

    @Test
    void a_cancelled_order_is_cancelled_when_stock_and_money_are_back() {
        order.stockReserved(now);
        assertThat(order.cancel(WINDOW, now))
                .containsExactly(new Order.Cancelled(id, "1", CancelReason.CUSTOMER, total));
        assertThat(order.status()).isEqualTo(CANCELLING);
        order.stockRestored(now);
        assertThat(order.status()).isEqualTo(CANCELLING);
        order.paymentRefunded(now);
        assertThat(order.status()).isEqualTo(CANCELLED);
    }

    @Test
    void no_payment_is_requested_for_an_order_that_is_being_cancelled() {
        order.cancel(WINDOW, now);
        assertThat(order.stockReserved(now)).isEmpty();
    }

    @Test
    void a_completed_order_can_be_cancelled_until_the_window_closes() {
        complete();
        assertThat(order.cancel(WINDOW, now.plus(WINDOW))).hasSize(1);
        assertThat(order.status()).isEqualTo(CANCELLING);
    }

    @Test
    void a_completed_order_cannot_be_cancelled_later() {
        complete();
        assertThatExceptionOfType(OrderNotCancellableException.class)
                .isThrownBy(() -> order.cancel(WINDOW, now.plus(WINDOW).plusNanos(1)))
                .withMessageContaining("2026-11-22T10:00:00Z");
        assertThat(order.status()).isEqualTo(COMPLETED);
    }

    @Test
    void the_deadline_does_not_touch_a_completed_order() {
        complete();
        assertThat(order.timeOut(now)).isEmpty();
        assertThat(order.status()).isEqualTo(COMPLETED);
    }

    @Test
    void a_contradiction_is_not_believed() {
        order.stockReserved(now);
        assertThatExceptionOfType(ContradictionException.class)
                .isThrownBy(() -> order.stockRejected(now))
                .withMessageContaining("RESERVED");
    }

    private void complete() {
        order.stockReserved(now);
        order.paymentCompleted(now);
        order.stockDeducted(now);
    }
}
