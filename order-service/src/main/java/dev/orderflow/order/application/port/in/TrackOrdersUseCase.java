package dev.orderflow.order.application.port.in;

import dev.orderflow.order.application.port.OrderProgress;
import dev.orderflow.order.domain.OrderId;
import java.util.Collection;
import java.util.List;

/** What somebody sees who watches an order. */
public interface TrackOrdersUseCase {

    /**
     * @throws dev.orderflow.order.application.OrderNotFoundException when there is none, or it is
     *     somebody else's
     */
    OrderProgress progress(OrderId orderId, String userId);

    /** Of many at once, whoever's they are. */
    List<OrderProgress> progress(Collection<OrderId> orderIds);
}
