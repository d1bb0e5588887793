package dev.orderflow.payment.adapter.in.web;

/** No amount of this currency, or no currency at all. */
final class UnacceptableAmount extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnacceptableAmount(String amount, String currency) {
        super(
                "%s %s is not an amount of money: name an ISO 4217 currency, and use no more decimals than it has."
                        .formatted(amount, currency));
    }
}
