package dev.orderflow.order.domain;

/** Why an order is cancelled; where there are several reasons, the first of these is told. */
public enum CancelReason {
    INSUFFICIENT_STOCK,
    PAYMENT_FAILED,
    TIMEOUT,
    CUSTOMER
}
