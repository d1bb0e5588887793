package dev.orderflow.notification.adapter.out.mail;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.orderflow.notification.domain.Letterhead;
import dev.orderflow.notification.domain.Mail;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/** A mail on its way, which knows whether it left whole. */
final class OutgoingMessage extends MimeMessage {

    private final String messageId;
    private boolean handedOver;

    private OutgoingMessage(Session session, String messageId) {
        super(session);
        this.messageId = messageId;
    }

    static OutgoingMessage of(Mail mail, Letterhead letterhead, Session session)
            throws MessagingException {
        var from = new InternetAddress(letterhead.from(), true);
        var to = new InternetAddress(letterhead.addressOf(mail.to()), true);
        var message = new OutgoingMessage(session, messageId(mail, from));
        message.setFrom(from);
        message.setRecipient(RecipientType.TO, to);
        message.setSubject(mail.message().subject(), UTF_8.name());
        // Plain text: markup in what others wrote stays what it is, letters.
        message.setText(mail.message().text(), UTF_8.name());
        message.setSentDate(Date.from(mail.createdAt()));
        // Nobody's holiday greeting shall answer a machine (RFC 3834).
        message.setHeader("Auto-Submitted", "auto-generated");
        message.saveChanges();
        return message;
    }

    /** Of the event, so that whoever gets a mail twice after all can tell. */
    private static String messageId(Mail mail, InternetAddress from) {
        var address = from.getAddress();
        return "<%s%s>".formatted(mail.eventId(), address.substring(address.lastIndexOf('@')));
    }

    /**
     * Whether all of it was given to the connection. As long as it was not, the server cannot take
     * it: what marks its end is sent after it.
     */
    boolean isHandedOver() {
        return handedOver;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    @Override
    public void writeTo(OutputStream out, String @Nullable [] ignoredHeaders)
            throws IOException, MessagingException {
        super.writeTo(out, ignoredHeaders);
        handedOver = true;
    }
}
