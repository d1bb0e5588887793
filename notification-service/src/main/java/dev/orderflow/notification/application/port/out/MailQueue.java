package dev.orderflow.notification.application.port.out;

import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.SettledMail;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The mails of all notifications. Each method is a short transaction of its own. */
public interface MailQueue {

    /**
     * Takes mails that are due, the longest due first, and marks them as being sent until the lease
     * is over.
     */
    List<Mail> claim(int limit, Instant now, Instant leaseEnd);

    /**
     * Writes down what became of claimed mails; may be repeated where it is not known whether it
     * succeeded. What somebody else has meanwhile claimed, because the lease was over, is left
     * alone.
     */
    void settle(List<SettledMail> mails);

    /**
     * Settles mails whose lease was over before they were: whoever had them in hand has died or
     * hangs.
     *
     * @param resend whether they are due again at once, or remain uncertain
     * @return how many there were
     */
    int settleAbandoned(Instant now, boolean resend);

    /** When the oldest mail that still has to be sent was written. */
    Optional<Instant> oldestPending();
}
