package dev.orderflow.order.adapter.in.web;

/** As many orders are watched as can be, by one customer or by all. */
final class TooManyStreamsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final boolean ofThisCustomer;

    private TooManyStreamsException(String message, boolean ofThisCustomer) {
        super(message);
        this.ofThisCustomer = ofThisCustomer;
    }

    static TooManyStreamsException ofOneCustomer(int most) {
        return new TooManyStreamsException(
                "You watch %d orders already. End one of them, then try again".formatted(most),
                true);
    }

    static TooManyStreamsException ofAll() {
        return new TooManyStreamsException(
                "No more orders can be watched here at the moment. Try again in a few seconds, or ask for the order itself",
                false);
    }

    boolean isOfThisCustomer() {
        return ofThisCustomer;
    }
}
