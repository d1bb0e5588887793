package dev.orderflow.notification.application;

import dev.orderflow.notification.application.port.out.MailQueue;
import dev.orderflow.notification.domain.MailOutcome;
import dev.orderflow.notification.domain.Notification;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** What this service does for customers, as meters. */
@Component
class NotificationMetrics {

    private final MeterRegistry meters;

    NotificationMetrics(MeterRegistry meters, MailQueue queue, Clock clock) {
        this.meters = meters;
        Gauge.builder("notification.mails.oldest.age", () -> ageOfOldest(queue, clock))
                .description("How long the oldest mail that still has to be sent waits")
                .baseUnit("seconds")
                .register(meters);
    }

    void told(List<Notification> notifications) {
        for (var notification : notifications) {
            var kind = notification.news().kind().name().toLowerCase(Locale.ROOT);
            meters.counter("notification.notifications", "kind", kind).increment();
        }
    }

    void mail(MailOutcome outcome) {
        mails(
                switch (outcome) {
                    case MailOutcome.Sent _ -> "sent";
                    case MailOutcome.Refused _ -> "refused";
                    case MailOutcome.Unreachable _ -> "unreachable";
                    case MailOutcome.Uncertain _ -> "uncertain";
                    case MailOutcome.NotTried _ -> "not_tried";
                },
                1);
    }

    void abandonedMails(int count) {
        mails("abandoned", count);
    }

    private void mails(String outcome, int count) {
        meters.counter("notification.mails", "outcome", outcome).increment(count);
    }

    private static double ageOfOldest(MailQueue queue, Clock clock) {
        return queue.oldestPending()
                .map(written -> Duration.between(written, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }
}
