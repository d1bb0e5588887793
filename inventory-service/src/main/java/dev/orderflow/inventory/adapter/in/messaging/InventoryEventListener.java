package dev.orderflow.inventory.adapter.in.messaging;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.inventory.application.port.in.FulfilOrdersUseCase;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class InventoryEventListener implements EventSubscriber {

    private final FulfilOrdersUseCase orders;

    @Override
    public void subscribe(Subscriptions to) {
        to.on(OrderCreated.class, (event, _) -> place(event), this::expectPlaced)
                .on(PaymentCompleted.class, (event, _) -> pay(event), this::expectPaid)
                .on(OrderCancelled.class, (event, _) -> cancel(event), this::expectCancelled);
    }

    private void place(OrderCreated event) {
        orders.place(new OrderId(event.orderId()), lines(event));
    }

    private void pay(PaymentCompleted event) {
        orders.pay(new OrderId(event.orderId()));
    }

    private void cancel(OrderCancelled event) {
        orders.cancel(new OrderId(event.orderId()));
    }

    private void expectPlaced(List<OrderCreated> events) {
        var lines = events.stream().flatMap(event -> lines(event).stream());
        orders.expect(ids(events, OrderCreated::orderId), lines.map(Line::product).toList());
    }

    private void expectPaid(List<PaymentCompleted> events) {
        orders.expect(ids(events, PaymentCompleted::orderId), List.of());
    }

    private void expectCancelled(List<OrderCancelled> events) {
        orders.expect(ids(events, OrderCancelled::orderId), List.of());
    }

    private static <E> List<OrderId> ids(List<E> events, Function<E, UUID> orderId) {
        return events.stream().map(orderId).map(OrderId::new).toList();
    }

    private static List<Line> lines(OrderCreated event) {
        return event.items().stream()
                .map(item -> new Line(new ProductId(item.productId()), item.quantity()))
                .toList();
    }
}
