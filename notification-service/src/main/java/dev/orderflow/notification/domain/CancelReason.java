package dev.orderflow.notification.domain;

/** Why an order was cancelled. */
public enum CancelReason {
    CUSTOMER,
    INSUFFICIENT_STOCK,
    PAYMENT_FAILED,
    TIMEOUT,
    /** One that this version has no words for. */
    OTHER
}
