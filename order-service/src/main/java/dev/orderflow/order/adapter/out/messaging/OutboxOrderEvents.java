package dev.orderflow.order.adapter.out.messaging;

import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.OrderCompleted;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.contract.order.OrderEvent;
import dev.orderflow.events.contract.order.PaymentRequested;
import dev.orderflow.order.application.port.out.OrderEvents;
import dev.orderflow.order.domain.Money;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderLine;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class OutboxOrderEvents implements OrderEvents {

    private final EventPublisher publisher;

    @Override
    public void publish(Order.Event event) {
        publisher.publish(translate(event));
    }

    static OrderEvent translate(Order.Event event) {
        return switch (event) {
            case Order.Created(var id, var userId, var lines, var total) ->
                    new OrderCreated(
                            id.value(),
                            userId,
                            lines.stream().map(OutboxOrderEvents::translate).toList(),
                            total.amount(),
                            currency(total));
            case Order.PaymentRequested(var id, var userId, var amount, var payment) ->
                    new PaymentRequested(
                            id.value(),
                            userId,
                            amount.amount(),
                            currency(amount),
                            payment.method().name(),
                            payment.cardToken());
            case Order.Completed(var id, var userId, var total) ->
                    new OrderCompleted(id.value(), userId, total.amount(), currency(total));
            case Order.Cancelled(var id, var userId, var reason, var total) ->
                    new OrderCancelled(
                            id.value(), userId, reason.name(), total.amount(), currency(total));
        };
    }

    private static OrderCreated.Line translate(OrderLine line) {
        return new OrderCreated.Line(
                line.productId(), line.name(), line.quantity(), line.unitPrice().amount());
    }

    private static String currency(Money money) {
        return money.currency().getCurrencyCode();
    }
}
