package dev.orderflow.events.consumer;

import org.jspecify.annotations.Nullable;

/** What a subscriber asks for cannot be done; the message says why. */
final class UnusableSubscriptionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableSubscriptionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
