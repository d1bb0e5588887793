package dev.orderflow.payment.application.port.out;

import dev.orderflow.payment.domain.Payment;

/** Where payments' events go to be told to the rest of the shop. */
public interface PaymentEvents {

    void publish(Payment.Event event);
}
