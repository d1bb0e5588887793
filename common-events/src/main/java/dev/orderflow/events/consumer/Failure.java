package dev.orderflow.events.consumer;

/** What kind of trouble an exception is; it decides what happens to the record. */
enum Failure {
    /** Nothing to do, and no retry would change that: the record is skipped. */
    BUSINESS,
    /**
     * A dependency is away: no record's fault, so no record is judged; all wait until it is back.
     */
    OUTAGE,
    /** This record could not be handled now; it may be later, or never. */
    RETRYABLE,
    /** This record will never be handled as it is. */
    FATAL
}
