package dev.orderflow.cli.stack;

/** Something the user can mend; the message says what and how, in one sentence. */
public final class StackProblem extends RuntimeException {

    /** A problem with nothing behind it. */
    public StackProblem(String sentence) {
        super(sentence);
    }

    /** A problem with a cause that only a developer wants to see. */
    public StackProblem(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
