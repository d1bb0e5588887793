package dev.orderflow.order.application.port.in;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import java.util.List;
import java.util.Optional;

/** What an administrator can see: everybody's orders. */
public interface ReviewOrdersUseCase {

    /**
     * @throws dev.orderflow.order.application.OrderNotFoundException when there is none
     */
    OrderView find(OrderId orderId);

    /** Newest first; what is empty does not matter. */
    List<OrderView> list(
            Optional<String> userId,
            Optional<OrderStatus> status,
            Optional<OrderId> olderThan,
            int limit);
}
