package dev.orderflow.cli.rest;

/** Another answer came than the one that a call had to have. */
public final class UnexpectedAnswerException extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    UnexpectedAnswerException(int expected, Answer answer) {
        super("Expected status %d, got %d: %s".formatted(expected, answer.status(), answer.body()));
    }
}
