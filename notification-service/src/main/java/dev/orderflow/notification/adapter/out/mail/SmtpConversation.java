package dev.orderflow.notification.adapter.out.mail;

import dev.orderflow.notification.application.port.out.MailServer.Conversation;
import dev.orderflow.notification.domain.Letterhead;
import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.MailOutcome;
import jakarta.mail.MessagingException;
import jakarta.mail.Transport;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** Mails over one connection, which is opened anew when it broke. */
@Slf4j
@RequiredArgsConstructor
class SmtpConversation implements Conversation {

    private static final int FIRST_REFUSAL = 400;

    private final JavaMailSenderImpl settings;
    private final Letterhead letterhead;
    private @Nullable Transport open;

    @Override
    public MailOutcome send(Mail mail) {
        OutgoingMessage message;
        try {
            message = OutgoingMessage.of(mail, letterhead, settings.getSession());
        } catch (MessagingException | RuntimeException unwritable) {
            return new MailOutcome.Refused(describe(unwritable));
        }
        Transport transport;
        try {
            transport = connected();
        } catch (MessagingException | RuntimeException away) {
            return new MailOutcome.Unreachable(describe(away));
        }
        try {
            transport.sendMessage(message, message.getAllRecipients());
            return new MailOutcome.Sent();
        } catch (MessagingException | RuntimeException failed) {
            return message.isHandedOver() && !isRefusal(failed)
                    ? new MailOutcome.Uncertain(describe(failed))
                    : new MailOutcome.Refused(describe(failed));
        }
    }

    private Transport connected() throws MessagingException {
        if (open != null && open.isConnected()) {
            return open;
        }
        close();
        var transport = settings.getSession().getTransport("smtp");
        transport.connect(
                settings.getHost(),
                settings.getPort(),
                settings.getUsername(),
                settings.getPassword());
        open = transport;
        return transport;
    }

    /** Only an answer of the server is one; a lost connection has the code -1. */
    private static boolean isRefusal(Exception failed) {
        return failed instanceof SMTPSendFailedException answered
                && answered.getReturnCode() >= FIRST_REFUSAL;
    }

    private static String describe(Exception exception) {
        return exception.toString();
    }

    @Override
    public void close() {
        var closing = open;
        open = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (MessagingException alreadyBroken) {
                log.debug("The connection to the mail server was broken already", alreadyBroken);
            }
        }
    }
}
