package dev.orderflow.order.application.port.in;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.domain.OrderId;

public interface CancelOrderUseCase {

    /**
     * @return the order, cancelling or cancelled
     * @throws dev.orderflow.order.application.OrderNotFoundException when there is none, or it is
     *     somebody else's
     * @throws dev.orderflow.order.domain.OrderNotCancellableException when it was completed too
     *     long ago
     */
    OrderView cancel(OrderId orderId, String userId);
}
