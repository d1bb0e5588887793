package dev.orderflow.notification.adapter.out.mail;

import dev.orderflow.notification.application.port.out.MailServer;
import dev.orderflow.notification.domain.Letterhead;
import lombok.RequiredArgsConstructor;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/** The mail server of {@code spring.mail}, spoken to over SMTP. */
@Component
@RequiredArgsConstructor
class SmtpMailServer implements MailServer {

    private final JavaMailSenderImpl settings;
    private final Letterhead letterhead;

    @Override
    public Conversation begin() {
        return new SmtpConversation(settings, letterhead);
    }
}
