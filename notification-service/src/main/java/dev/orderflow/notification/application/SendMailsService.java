package dev.orderflow.notification.application;

import static java.time.temporal.ChronoUnit.MICROS;

import dev.orderflow.notification.application.port.in.SendMailsUseCase;
import dev.orderflow.notification.application.port.out.MailQueue;
import dev.orderflow.notification.application.port.out.MailServer;
import dev.orderflow.notification.application.port.out.MailServer.Conversation;
import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.MailOutcome;
import dev.orderflow.notification.domain.MailPolicy;
import dev.orderflow.notification.domain.SettledMail;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.stereotype.Service;

@Slf4j
@Service
@RequiredArgsConstructor
class SendMailsService implements SendMailsUseCase {

    private final MailQueue queue;
    private final MailServer server;
    private final MailPolicy policy;
    private final NotificationMetrics metrics;
    private final Clock clock;

    /** What became of mails and could not be written down yet, as the database was away. */
    private final Queue<SettledMail> unsettled = new ConcurrentLinkedQueue<>();

    @Override
    public Progress sendDue() {
        settle();
        settleAbandoned();
        var claimedAt = now();
        var mails = queue.claim(policy.batchSize(), claimedAt, claimedAt.plus(policy.lease()));
        if (mails.isEmpty()) {
            return Progress.IDLE;
        }
        var batch = new Batch(policy.lastStart(claimedAt));
        try {
            batch.send(mails);
        } finally {
            settle();
        }
        if (batch.noServer) {
            return Progress.NO_SERVER;
        }
        return mails.size() < policy.batchSize() ? Progress.IDLE : Progress.MORE;
    }

    private void settle() {
        var known = List.copyOf(unsettled);
        if (!known.isEmpty()) {
            queue.settle(known);
            unsettled.removeAll(known);
        }
    }

    private void settleAbandoned() {
        var abandoned = queue.settleAbandoned(now(), policy.resendUncertain());
        if (abandoned > 0) {
            log.warn(
                    "{} mails were being sent when their worker ended; whether they were is not known",
                    abandoned);
            metrics.abandonedMails(abandoned);
        }
    }

    private Instant now() {
        return clock.instant().truncatedTo(MICROS);
    }

    /** The mails of one claim, one after the other as long as that makes sense. */
    @RequiredArgsConstructor
    private final class Batch {

        private final Instant lastStart;
        private boolean noServer;

        void send(List<Mail> mails) {
            try (var conversation = server.begin()) {
                for (var mail : mails) {
                    var outcome = send(mail, conversation);
                    metrics.mail(outcome);
                    unsettled.add(policy.settle(mail, outcome, now()));
                }
            }
        }

        private MailOutcome send(Mail mail, Conversation conversation) {
            // What is begun too late could still be under way when others take the mail for
            // abandoned.
            if (noServer || now().isAfter(lastStart)) {
                return new MailOutcome.NotTried();
            }
            var outcome = conversation.send(mail);
            switch (outcome) {
                case MailOutcome.Unreachable(var reason) -> {
                    noServer = true;
                    log.warn("Mails wait, as the mail server cannot be reached: {}", reason);
                }
                case MailOutcome.Refused(var reason) ->
                        log.warn("The mail of {} was refused: {}", mail.notificationId(), reason);
                case MailOutcome.Uncertain(var reason) ->
                        log.warn(
                                "The mail of {} was perhaps sent: {}",
                                mail.notificationId(),
                                reason);
                case MailOutcome.Sent _, MailOutcome.NotTried _ -> {}
            }
            return outcome;
        }
    }
}
