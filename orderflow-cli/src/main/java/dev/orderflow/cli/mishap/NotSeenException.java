package dev.orderflow.cli.mishap;

/** What should have happened was not seen to happen. */
final class NotSeenException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    NotSeenException(String what) {
        super(what);
    }
}
