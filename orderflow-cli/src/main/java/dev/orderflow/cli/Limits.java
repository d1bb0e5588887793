package dev.orderflow.cli;

import dev.orderflow.cli.stack.StackProblem;

/** Bounds of options. */
final class Limits {

    private Limits() {}

    static void check(String option, int value, int least, int most) {
        if (value < least || value > most) {
            throw new StackProblem("%s takes %d to %d.".formatted(option, least, most));
        }
    }
}
