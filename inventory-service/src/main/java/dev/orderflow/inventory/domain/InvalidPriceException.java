package dev.orderflow.inventory.domain;

/** A price that cannot be asked for; the message says why. */
public final class InvalidPriceException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidPriceException(String message) {
        super(message);
    }
}
