package dev.orderflow.order.application.port.in;

import dev.orderflow.order.domain.OrderId;
import java.util.Collection;

/**
 * Moves orders along as the other services report on them; in any order, and however often they say
 * the same.
 */
public interface AdvanceOrderUseCase {

    /**
     * These are about to be moved along in this transaction: they are loaded at once, and locked,
     * so that nobody comes between.
     */
    void expect(Collection<OrderId> orderIds);

    void stockReserved(OrderId orderId);

    void stockRejected(OrderId orderId);

    void stockDeducted(OrderId orderId);

    void stockRestored(OrderId orderId);

    void paymentCompleted(OrderId orderId);

    void paymentFailed(OrderId orderId);

    void paymentRefunded(OrderId orderId);
}
