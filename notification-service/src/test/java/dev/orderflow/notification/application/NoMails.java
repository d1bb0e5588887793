package dev.orderflow.notification.application;

import dev.orderflow.notification.application.port.out.MailQueue;
import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.SettledMail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class NoMails implements MailQueue {

    @Override
    public List<Mail> claim(int limit, Instant now, Instant leaseEnd) {
        return List.of();
    }

    @Override
    public void settle(List<SettledMail> mails) {}

    @Override
    public int settleAbandoned(Instant now, boolean resend) {
        return 0;
    }

    @Override
    public Optional<Instant> oldestPending() {
        return Optional.empty();
    }
}
