package dev.orderflow.notification.domain;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When a mail is sent, sent again, and given up.
 *
 * @param batchSize how many mails a worker takes at once, and so how many are uncertain when it
 *     dies; fewer cost more commits a mail
 * @param lease how long it may keep them
 * @param firstPause the shortest pause after an attempt that failed; it grows as the mail grows
 *     older
 * @param longestPause what it does not grow beyond
 * @param giveUpAfter since the mail was written
 * @param resendUncertain whether a mail that was perhaps sent is sent again: then a customer can
 *     get it twice, else it can be lost
 */
public record MailPolicy(
        int batchSize,
        Duration lease,
        Duration firstPause,
        Duration longestPause,
        Duration giveUpAfter,
        boolean resendUncertain) {

    /**
     * Half of the lease is kept for the last mail: no time-out of the conversation lasts longer.
     */
    public Instant lastStart(Instant claimedAt) {
        return claimedAt.plus(lease.dividedBy(2));
    }

    /** What is to become of a mail after this outcome. */
    public SettledMail settle(Mail mail, MailOutcome outcome, Instant now) {
        return switch (outcome) {
            case MailOutcome.Sent _ -> ended(mail, MailState.SENT, null);
            case MailOutcome.Refused(var reason) -> again(mail, reason, now);
            case MailOutcome.Unreachable(var reason) -> again(mail, reason, now);
            case MailOutcome.Uncertain(var reason) ->
                    resendUncertain
                            ? again(mail, reason, now)
                            : ended(mail, MailState.UNCERTAIN, reason);
            case MailOutcome.NotTried _ -> new SettledMail(mail, MailState.PENDING, now, null);
        };
    }

    private SettledMail again(Mail mail, String reason, Instant now) {
        var next = now.plus(pause(mail, now));
        return next.isAfter(mail.createdAt().plus(giveUpAfter))
                ? ended(mail, MailState.FAILED, reason)
                : new SettledMail(mail, MailState.PENDING, next, reason);
    }

    private static SettledMail ended(Mail mail, MailState state, @Nullable String reason) {
        return new SettledMail(mail, state, null, reason);
    }

    /** As long again as it has waited already, which doubles with each attempt. */
    private Duration pause(Mail mail, Instant now) {
        var waited = Duration.between(mail.createdAt(), now);
        var longEnough = waited.compareTo(firstPause) > 0 ? waited : firstPause;
        return longEnough.compareTo(longestPause) < 0 ? longEnough : longestPause;
    }
}
