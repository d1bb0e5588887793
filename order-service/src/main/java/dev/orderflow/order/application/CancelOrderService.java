package dev.orderflow.order.application;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.application.port.in.CancelOrderUseCase;
import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.application.port.out.Orders;
import dev.orderflow.order.domain.OrderId;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class CancelOrderService implements CancelOrderUseCase {

    private final Orders orders;
    private final OrderViews views;
    private final OrderSteps steps;
    private final OrderPolicy policy;

    @Override
    @Transactional
    public OrderView cancel(OrderId orderId, String userId) {
        var order =
                orders.lock(orderId)
                        .filter(found -> found.userId().equals(userId))
                        .orElseThrow(() -> new OrderNotFoundException(orderId));
        steps.take(order, (it, now) -> it.cancel(policy.cancelWindow(), now));
        return views.find(orderId, userId).orElseThrow(() -> new OrderNotFoundException(orderId));
    }
}
