package dev.orderflow.order.domain;

public class AmountTooLargeException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    AmountTooLargeException() {
        super("The amount has more than 15 digits before the point");
    }
}
