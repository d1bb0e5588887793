package dev.orderflow.notification.domain;

/** How far a notification's mail has come. */
public enum MailState {
    /** To be sent as soon as it is due. */
    PENDING,
    /**
     * A worker has it in hand. If the worker is never heard of again, nobody knows whether it was
     * sent.
     */
    SENDING,
    /** The mail server has taken it. */
    SENT,
    /** Perhaps the mail server has taken it. Not sent again, so that no customer gets it twice. */
    UNCERTAIN,
    /** The mail server has not taken it for so long that it was given up. */
    FAILED
}
