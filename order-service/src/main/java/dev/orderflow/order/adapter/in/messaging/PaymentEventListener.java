package dev.orderflow.order.adapter.in.messaging;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentEvent;
import dev.orderflow.events.contract.payment.PaymentFailed;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.order.application.port.in.AdvanceOrderUseCase;
import dev.orderflow.order.domain.OrderId;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class PaymentEventListener implements EventSubscriber {

    private final AdvanceOrderUseCase orders;

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                PaymentCompleted.class,
                (event, _) -> orders.paymentCompleted(id(event)),
                this::expect);
        to.on(PaymentFailed.class, (event, _) -> orders.paymentFailed(id(event)), this::expect);
        to.on(PaymentRefunded.class, (event, _) -> orders.paymentRefunded(id(event)), this::expect);
    }

    private void expect(List<? extends PaymentEvent> events) {
        orders.expect(events.stream().map(PaymentEventListener::id).toList());
    }

    private static OrderId id(PaymentEvent event) {
        return new OrderId(event.orderId());
    }
}
