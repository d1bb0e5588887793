package dev.orderflow.order.application;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.application.port.in.FindOrdersUseCase;
import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;

@Service
@RequiredArgsConstructor
class FindOrdersService implements FindOrdersUseCase {

    /** Another instance may finish the order, and then nobody wakes us. */
    private static final Duration LONGEST_SLEEP = Duration.ofMillis(250);

    private final OrderViews orders;
    private final FinalOrders finalOrders;

    @Override
    public OrderView find(OrderId orderId, String userId) {
        return orders.find(orderId, userId).orElseThrow(() -> new OrderNotFoundException(orderId));
    }

    @Override
    public List<OrderView> list(
            String userId, Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit) {
        return orders.list(userId, status, olderThan, limit);
    }

    @Override
    public OrderView awaitFinal(OrderId orderId, String userId, Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        var order = find(orderId, userId);
        while (!order.status().isFinal()
                && System.nanoTime() < end
                && !Thread.currentThread().isInterrupted()) {
            var left = Duration.ofNanos(Math.max(1, end - System.nanoTime()));
            finalOrders.await(orderId, left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP);
            order = find(orderId, userId);
        }
        return order;
    }
}
