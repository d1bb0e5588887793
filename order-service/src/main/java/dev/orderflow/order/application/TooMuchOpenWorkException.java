package dev.orderflow.order.application;

/** More orders are open than the system gets done in time; whoever they belong to. */
public final class TooMuchOpenWorkException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TooMuchOpenWorkException() {
        super("More orders are being worked on than can be done in time");
    }
}
