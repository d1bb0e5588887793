package dev.orderflow.order.application;

import dev.orderflow.order.application.port.in.AdvanceOrderUseCase;
import dev.orderflow.order.application.port.out.Orders;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BiFunction;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class AdvanceOrderService implements AdvanceOrderUseCase {

    private final Orders orders;
    private final OrderSteps steps;

    @Override
    public void expect(Collection<OrderId> orderIds) {
        orders.expect(orderIds);
    }

    @Override
    public void stockReserved(OrderId orderId) {
        advance(orderId, Order::stockReserved);
    }

    @Override
    public void stockRejected(OrderId orderId) {
        advance(orderId, Order::stockRejected);
    }

    @Override
    public void stockDeducted(OrderId orderId) {
        advance(orderId, Order::stockDeducted);
    }

    @Override
    public void stockRestored(OrderId orderId) {
        advance(orderId, Order::stockRestored);
    }

    @Override
    public void paymentCompleted(OrderId orderId) {
        advance(orderId, Order::paymentCompleted);
    }

    @Override
    public void paymentFailed(OrderId orderId) {
        advance(orderId, Order::paymentFailed);
    }

    @Override
    public void paymentRefunded(OrderId orderId) {
        advance(orderId, Order::paymentRefunded);
    }

    private void advance(OrderId orderId, BiFunction<Order, Instant, List<Order.Event>> step) {
        var order = orders.lock(orderId).orElseThrow(() -> new OrderNotFoundException(orderId));
        steps.take(order, step);
    }
}
