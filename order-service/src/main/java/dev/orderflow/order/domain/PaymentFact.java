package dev.orderflow.order.domain;

/** What is known of an order's payment; it only grows, see {@link StockFact}. */
public enum PaymentFact {
    NONE,
    REQUESTED,
    COMPLETED,
    /** Instead of {@link #COMPLETED}. */
    FAILED,
    /** No money is held any more; the last word in either case. */
    REFUNDED;

    /**
     * @throws ContradictionException when both cannot be true of one order
     */
    PaymentFact join(PaymentFact news) {
        if ((this == COMPLETED && news == FAILED) || (this == FAILED && news == COMPLETED)) {
            throw new ContradictionException("payment", this, news);
        }
        return compareTo(news) >= 0 ? this : news;
    }
}
