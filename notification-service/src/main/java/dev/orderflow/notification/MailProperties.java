package dev.orderflow.notification;

import dev.orderflow.notification.domain.Letterhead;
import dev.orderflow.notification.domain.MailPolicy;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How customers are written to; the mail server itself is in {@code spring.mail}.
 *
 * @param from the sender, an address with or without a name
 * @param addressPattern a customer's address, made of the user id
 * @param batchSize how many mails are taken, sent and settled together; after a crash so many are
 *     uncertain
 * @param lease how long they may take; must be longer than twice the time-outs of one mail
 * @param firstPause before a mail that was refused is tried again; later pauses are as long as it
 *     has waited already
 * @param longestPause what they do not grow beyond
 * @param giveUpAfter how long a mail is tried
 * @param resendUncertain whether a mail that was perhaps sent is sent again; by default it is not,
 *     as a message that is lost can be read in {@code GET /api/notifications}, but one that comes
 *     twice cannot be taken back
 */
@Validated
@ConfigurationProperties("app.mail")
record MailProperties(
        @DefaultValue("Orderflow <orders@orderflow.localhost>") @NotBlank String from,
        @DefaultValue("{userId}@customers.localhost") @NotBlank String addressPattern,
        @DefaultValue("20") @Min(1) @Max(500) int batchSize,
        @DefaultValue("5m") Duration lease,
        @DefaultValue("5s") Duration firstPause,
        @DefaultValue("15m") Duration longestPause,
        @DefaultValue("24h") Duration giveUpAfter,
        @DefaultValue("false") boolean resendUncertain) {

    MailPolicy policy() {
        return new MailPolicy(
                batchSize, lease, firstPause, longestPause, giveUpAfter, resendUncertain);
    }

    Letterhead letterhead() {
        return new Letterhead(from, addressPattern);
    }
}
