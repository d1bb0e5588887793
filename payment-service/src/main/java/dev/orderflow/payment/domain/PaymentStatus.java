package dev.orderflow.payment.domain;

/** Where a payment is, as its owner sees it; see {@link Payment#status()}. */
public enum PaymentStatus {
    /** Asked for, and being worked on. */
    PENDING,
    /** The gateway did not say whether it took the money; an enquiry will tell. */
    UNKNOWN,
    COMPLETED,
    FAILED,
    /** The order was cancelled before any money was taken. */
    VOIDED,
    /** The money is on its way back. */
    REFUNDING,
    REFUNDED
}
