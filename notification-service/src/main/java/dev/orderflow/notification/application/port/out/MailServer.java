package dev.orderflow.notification.application.port.out;

import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.MailOutcome;

/** Whom mails are given to. */
public interface MailServer {

    /**
     * Begins a conversation; does not fail where there is no server, but then every mail's outcome
     * says so.
     */
    Conversation begin();

    /** Sends mails one after the other. For one thread. */
    interface Conversation extends AutoCloseable {

        /** Returns when the mail server has answered, or is known not to. */
        MailOutcome send(Mail mail);

        @Override
        void close();
    }
}
