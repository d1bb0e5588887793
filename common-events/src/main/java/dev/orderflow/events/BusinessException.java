package dev.orderflow.events;

/**
 * An event that the rules of the business answer with "nothing to do here": trying again would
 * change nothing, and no one needs to look at it. The record is acknowledged and counted as {@code
 * skip}, with the message in the log.
 *
 * <p>Not for an outcome that others wait for: insufficient stock is an event to publish, not an
 * exception. Not for the unexpected either: that must be retried and then seen by a person.
 */
public abstract class BusinessException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    protected BusinessException(String message) {
        super(message);
    }
}
