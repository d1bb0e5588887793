package dev.orderflow.payment.application;

/** An account cannot hold that many points. */
public class BalanceLimitReached extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BalanceLimitReached() {
        super("The account cannot hold that many points");
    }
}
