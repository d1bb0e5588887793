package dev.orderflow.cli.stack;

/** What a part of the stack is doing, as its supervisor sees it. */
public enum Condition {
    /** Started, not ready yet. */
    STARTING,
    /** Was ready when last asked. */
    UP,
    /** Ended though nobody asked it to; about to be started again. */
    RESTARTING,
    /** Ended too often; not started again. */
    FAILED,
    /** Ended because it was asked to. */
    STOPPED
}
