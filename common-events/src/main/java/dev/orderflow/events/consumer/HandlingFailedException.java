package dev.orderflow.events.consumer;

/** The handler of this delivery threw; what it threw is the cause. */
final class HandlingFailedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Delivery.Readable<?> delivery;

    HandlingFailedException(Delivery.Readable<?> delivery, Throwable cause) {
        super(cause);
        this.delivery = delivery;
    }

    Delivery.Readable<?> delivery() {
        return delivery;
    }
}
