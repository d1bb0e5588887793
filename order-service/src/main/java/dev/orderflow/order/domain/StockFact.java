package dev.orderflow.order.domain;

/**
 * What is known of an order's stock. Knowledge only grows: news is {@link #join joined} with what
 * is known, and whatever the order in which the same news arrives, the same is known in the end.
 */
public enum StockFact {
    NONE,
    RESERVED,
    DEDUCTED,
    /** Instead of {@link #RESERVED}. */
    REJECTED,
    /** Nothing is held any more; the last word in either case. */
    RESTORED;

    /**
     * @throws ContradictionException when both cannot be true of one order
     */
    StockFact join(StockFact news) {
        if (contradicts(news) || news.contradicts(this)) {
            throw new ContradictionException("stock", this, news);
        }
        return compareTo(news) >= 0 ? this : news;
    }

    private boolean contradicts(StockFact other) {
        return this == REJECTED && (other == RESERVED || other == DEDUCTED);
    }
}
