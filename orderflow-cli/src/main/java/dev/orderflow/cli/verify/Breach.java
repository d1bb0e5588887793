package dev.orderflow.cli.verify;

/**
 * One case in which an invariant does not hold.
 *
 * @param what is wrong, in a sentence that is the same for all cases of its kind
 * @param where the case: columns and their values
 */
public record Breach(Invariant invariant, String what, String where) {}
