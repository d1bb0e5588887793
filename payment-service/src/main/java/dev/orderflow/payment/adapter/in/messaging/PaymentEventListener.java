package dev.orderflow.payment.adapter.in.messaging;

import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.PaymentRequested;
import dev.orderflow.payment.application.port.in.CancelPaymentUseCase;
import dev.orderflow.payment.application.port.in.CancelPaymentUseCase.CancelPayment;
import dev.orderflow.payment.application.port.in.PayOrderUseCase;
import dev.orderflow.payment.application.port.in.PayOrderUseCase.PayOrder;
import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.UserId;
import java.util.Currency;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class PaymentEventListener implements EventSubscriber {

    private final PayOrderUseCase payOrder;
    private final CancelPaymentUseCase cancelPayment;

    @Override
    public void subscribe(Subscriptions to) {
        to.on(
                        PaymentRequested.class,
                        (event, _) -> payOrder.pay(toCommand(event)),
                        this::expectRequests)
                .on(
                        OrderCancelled.class,
                        (event, _) -> cancelPayment.cancel(toCommand(event)),
                        this::expectCancels);
    }

    private void expectRequests(List<PaymentRequested> events) {
        payOrder.expect(events.stream().map(PaymentEventListener::toCommand).toList());
    }

    private void expectCancels(List<OrderCancelled> events) {
        cancelPayment.expect(events.stream().map(PaymentEventListener::toCommand).toList());
    }

    private static PayOrder toCommand(PaymentRequested event) {
        var money = new Money(event.amount(), Currency.getInstance(event.currency()));
        return new PayOrder(
                new OrderId(event.orderId()),
                new PaymentRequest(new UserId(event.userId()), money, method(event)));
    }

    private static PaymentMethod method(PaymentRequested event) {
        return switch (event.method()) {
            case "POINTS" -> new PaymentMethod.Points();
            case "CARD" ->
                    new PaymentMethod.Card(
                            event.cardToken()
                                    .map(CardToken::new)
                                    .orElseThrow(
                                            () ->
                                                    new IllegalArgumentException(
                                                            "A payment by card needs a card token")));
            default -> throw new IllegalArgumentException("Nobody can pay by " + event.method());
        };
    }

    private static CancelPayment toCommand(OrderCancelled event) {
        return new CancelPayment(
                new OrderId(event.orderId()),
                new UserId(event.userId()),
                Currency.getInstance(event.currency()));
    }
}
