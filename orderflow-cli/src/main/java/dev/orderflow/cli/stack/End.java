package dev.orderflow.cli.stack;

/** How a process is made to end. */
public enum End {
    /** As an operator does: it may finish what it is doing. */
    TERMINATE,
    /** As a crash does. */
    KILL
}
