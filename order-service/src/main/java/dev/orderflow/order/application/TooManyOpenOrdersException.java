package dev.orderflow.order.application;

/** The customer has to wait for some of their orders to end. */
public final class TooManyOpenOrdersException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooManyOpenOrdersException(int maxOpen) {
        super("You have %d orders that have not ended yet".formatted(maxOpen));
    }
}
