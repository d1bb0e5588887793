package dev.orderflow.order.application.port.in;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a customer can see of their own orders. */
public interface FindOrdersUseCase {

    /**
     * @throws dev.orderflow.order.application.OrderNotFoundException when there is none, or it is
     *     somebody else's
     */
    OrderView find(OrderId orderId, String userId);

    /** Newest first. */
    List<OrderView> list(
            String userId, Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit);

    /** Blocks until the order is final or the time is up, and returns it as it is then. */
    OrderView awaitFinal(OrderId orderId, String userId, Duration patience);
}
