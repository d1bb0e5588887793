package dev.orderflow.order.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.order.application.port.OrderProgress;
import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OpenOrderLimitTest {

    static final int LIMIT = 100;

    final CountedOrders orders = new CountedOrders();
    final OpenOrderLimit limit =
            new OpenOrderLimit(
                    new OrderPolicy(Duration.ofMinutes(15), Duration.ofHours(24), LIMIT, 0),
                    orders);

    @Test
    void customers_whose_orders_end_are_let_through_nearly_without_asking() {
        for (var i = 0; i < 1000; i++) {
            limit.admit("ada");
        }

        assertThat(orders.asked).isLessThan(25);
    }

    @Test
    void a_customer_whose_orders_stay_open_is_stopped_until_some_end() {
        var placed = placeUntilRefused();

        assertThat(placed).isBetween(LIMIT, LIMIT + LIMIT / 10);
        limit.admit("bob");

        orders.open -= 10 + placed - LIMIT;
        assertThat(placeUntilRefused()).isEqualTo(10);
    }

    @Test
    void what_was_placed_elsewhere_counts() {
        orders.open = LIMIT;

        assertThat(placeUntilRefused()).isLessThanOrEqualTo(LIMIT / 10);
        assertThatThrownBy(() -> limit.admit("ada"))
                .isInstanceOf(TooManyOpenOrdersException.class)
                .hasMessageContaining("100 orders");
    }

    private int placeUntilRefused() {
        var placed = 0;
        try {
            while (true) {
                limit.admit("ada");
                orders.open++;
                placed++;
            }
        } catch (TooManyOpenOrdersException refused) {
            return placed;
        }
    }

    private static final class CountedOrders implements OrderViews {

        int open;
        int asked;

        @Override
        public int countOpen(String userId, int newest) {
            asked++;
            return open;
        }

        @Override
        public Optional<OrderView> find(OrderId id, String userId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<OrderProgress> progress(OrderId id, String userId) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OrderProgress> progress(Collection<OrderId> ids) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OrderView> list(
                String userId,
                Optional<OrderStatus> status,
                Optional<OrderId> olderThan,
                int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<OrderView> find(OrderId id) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<OrderView> list(
                Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int countOpen(int most) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Instant> oldest(OrderStatus status) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long countPastDeadline(Instant now) {
            throw new UnsupportedOperationException();
        }
    }
}
