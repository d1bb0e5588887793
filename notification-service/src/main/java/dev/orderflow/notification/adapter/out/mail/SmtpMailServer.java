package dev.orderflow.notification.adapter.out.mail;

import dev.orderflow.notification.application.port.out.MailServer;
import dev.orderflow.notification.domain.Letterhead;
import jakarta.mail.util.StreamProvider;
import lombok.RequiredArgsConstructor;
import org.eclipse.angus.mail.util.MailStreamProvider;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The mail server of {@code spring.mail}, spoken to over SMTP. */
@Component
@RequiredArgsConstructor
class SmtpMailServer implements MailServer {

    /** By default, the library looks for it in every jar of the class path, for each mail. */
    static {
        System.setProperty(StreamProvider.class.getName(), MailStreamProvider.class.getName());
    }

    private final JavaMailSenderImpl settings;
    private final Letterhead letterhead;

    @Override
    public Conversation begin() {
        return new SmtpConversation(settings, letterhead);
    }
}
