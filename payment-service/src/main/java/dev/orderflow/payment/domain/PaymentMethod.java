package dev.orderflow.payment.domain;

/** What the customer pays with. */
public sealed interface PaymentMethod {

    /** From the customer's own balance here. */
    record Points() implements PaymentMethod {}

    /** Through the gateway. */
    record Card(CardToken token) implements PaymentMethod {}
}
