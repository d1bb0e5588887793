package dev.orderflow.events.consumer;

/** The database or the broker cannot be reached. */
final class DependencyAwayException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DependencyAwayException(Throwable cause) {
        super("A dependency is away: " + cause.getMessage(), cause);
    }
}
