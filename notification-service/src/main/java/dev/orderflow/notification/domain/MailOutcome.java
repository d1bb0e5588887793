package dev.orderflow.notification.domain;

/** How an attempt to send a mail ended. */
public sealed interface MailOutcome {

    /** The mail server has taken it. */
    record Sent() implements MailOutcome {}

    /** The mail server has certainly not taken it. */
    record Refused(String reason) implements MailOutcome {}

    /** There is no mail server to give it to; others need not try now. */
    record Unreachable(String reason) implements MailOutcome {}

    /** The mail was handed over whole, but the mail server's answer is not known. */
    record Uncertain(String reason) implements MailOutcome {}

    /** It was not tried. */
    record NotTried() implements MailOutcome {}
}
