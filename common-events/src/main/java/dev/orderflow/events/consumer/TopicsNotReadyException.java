package dev.orderflow.events.consumer;

/** Topics are missing or of the wrong shape; the message says which, and what to do. */
final class TopicsNotReadyException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    TopicsNotReadyException(String message) {
        super(message);
    }
}
