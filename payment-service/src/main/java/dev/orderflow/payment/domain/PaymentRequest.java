package dev.orderflow.payment.domain;

/** What an order asks to be paid, by whom and how. */
public record PaymentRequest(UserId userId, Money amount, PaymentMethod method) {}
