package dev.orderflow.payment.adapter.out.messaging;

import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentEvent;
import dev.orderflow.events.contract.payment.PaymentFailed;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.payment.application.port.out.PaymentEvents;
import dev.orderflow.payment.domain.Payment;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

@Component
@RequiredArgsConstructor
class OutboxPaymentEvents implements PaymentEvents {

    private final EventPublisher publisher;

    @Override
    public void publish(Payment.Event event) {
        publisher.publish(translate(event));
    }

    private static PaymentEvent translate(Payment.Event event) {
        return switch (event) {
            case Payment.Completed(var orderId, var userId, var paymentId, var money) ->
                    new PaymentCompleted(
                            orderId.value(),
                            userId.value(),
                            paymentId.value(),
                            money.amount(),
                            money.currency().getCurrencyCode());
            case Payment.Failed(var orderId, var userId, var paymentId, var failure) ->
                    new PaymentFailed(
                            orderId.value(),
                            userId.value(),
                            paymentId.value(),
                            failure.code().name(),
                            failure.reason());
            case Payment.Refunded(var orderId, var userId, var money) ->
                    new PaymentRefunded(
                            orderId.value(),
                            userId.value(),
                            money.amount(),
                            money.currency().getCurrencyCode());
        };
    }
}
