package dev.orderflow.order.domain;

/** An order as its customer sees it. */
public enum OrderStatus {
    /** Placed; the stock is being looked at. */
    PENDING,
    /** The stock is reserved; the payment is under way. */
    CONFIRMED,
    /** Paid and taken from stock. */
    COMPLETED,
    /** Will not be fulfilled; stock and money are on their way back. */
    CANCELLING,
    /** Stock and money are back. */
    CANCELLED;

    /** Whether nothing more happens to the order by itself. */
    public boolean isFinal() {
        return this == COMPLETED || this == CANCELLED;
    }
}
