package dev.orderflow.cli.chaos;

/**
 * What customers do.
 *
 * @param buyers how many call at the same time
 * @param products among how many products they choose
 * @param hot so many of these are in most orders
 * @param pieces of each product there are
 * @param cancelled how many of a hundred orders are cancelled by who placed them
 * @param cancelWithinMs at most so long after the answer
 * @param declined how many of a hundred are paid by a card that is declined
 * @param late how many are paid by a card whose charge succeeds after the gateway has timed out
 * @param unanswered how many are paid by a card that the gateway never answers for, or with an
 *     error
 */
record Traffic(
        int buyers,
        int products,
        int hot,
        int pieces,
        int cancelled,
        int cancelWithinMs,
        int declined,
        int late,
        int unanswered) {

    private static final int PLENTY = 1_000_000;

    /** 20 % cancels, 10 % declines, a few hot products. */
    static final Traffic USUAL = new Traffic(40, 20, 3, PLENTY, 20, 1500, 10, 0, 0);

    /** Everybody wants the same, and there is not enough of it. */
    Traffic forOneProduct(int pieces) {
        return new Traffic(50, 1, 1, pieces, cancelled, cancelWithinMs, declined, late, unanswered);
    }

    /** Everybody thinks better of it, sooner or later. */
    Traffic cancelledAlways(int withinMs) {
        return new Traffic(
                buyers, products, hot, pieces, 100, withinMs, declined, late, unanswered);
    }

    /** The gateway has a bad day. */
    Traffic withGateway(int latePercent, int unansweredPercent) {
        return new Traffic(
                buyers,
                products,
                hot,
                pieces,
                cancelled,
                cancelWithinMs,
                declined,
                latePercent,
                unansweredPercent);
    }
}
