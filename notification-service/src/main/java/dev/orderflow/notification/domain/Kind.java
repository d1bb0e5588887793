package dev.orderflow.notification.domain;

/** What customers are told about their order, each at most once. */
public enum Kind {
    CREATED,
    PAID,
    COMPLETED,
    CANCELLED,
    REFUNDED
}
