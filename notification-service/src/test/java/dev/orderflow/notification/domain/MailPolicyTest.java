package dev.orderflow.notification.domain;

import static dev.orderflow.notification.domain.News.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailPolicyTest {

    final MailPolicy policy = policy(false);

    @Test
    void a_mail_that_was_taken_is_sent() {
        var mail = attempt(1);

        assertThat(policy.settle(mail, new MailOutcome.Sent(), NOON))
                .isEqualTo(new SettledMail(mail, MailState.SENT, null, null));
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "4, 5", "5, 5", "6, 6", "60, 60", "599, 599", "600, 600", "3600, 600"})
    void a_mail_waits_as_long_again_as_it_has_waited_already(int waited, int pause) {
        var mail = attempt(1);
        var now = NOON.plusSeconds(waited);

        assertThat(policy.settle(mail, new MailOutcome.Refused("full"), now))
                .isEqualTo(
                        new SettledMail(mail, MailState.PENDING, now.plusSeconds(pause), "full"));
    }

    @Test
    void how_often_a_mail_was_taken_in_vain_does_not_make_it_wait() {
        assertThat(policy.settle(attempt(50), new MailOutcome.Refused("full"), NOON).dueAt())
                .isEqualTo(NOON.plusSeconds(5));
    }

    @Test
    void a_server_that_is_away_counts_like_a_refusal() {
        var mail = attempt(1);

        assertThat(policy.settle(mail, new MailOutcome.Unreachable("away"), NOON))
                .isEqualTo(new SettledMail(mail, MailState.PENDING, NOON.plusSeconds(5), "away"));
    }

    @Test
    void a_mail_is_given_up_when_the_next_attempt_would_be_too_late() {
        var lastMoment = NOON.plus(Duration.ofHours(24)).minus(policy.longestPause());

        assertThat(settled(attempt(1), lastMoment)).isEqualTo(MailState.PENDING);
        assertThat(settled(attempt(1), lastMoment.plusNanos(1000))).isEqualTo(MailState.FAILED);
    }

    @Test
    void what_was_perhaps_sent_is_not_sent_again() {
        var mail = attempt(2);

        assertThat(policy.settle(mail, new MailOutcome.Uncertain("lost"), NOON))
                .isEqualTo(new SettledMail(mail, MailState.UNCERTAIN, null, "lost"));
    }

    @Test
    void what_was_perhaps_sent_is_sent_again_where_that_is_wanted() {
        var mail = attempt(2);

        assertThat(policy(true).settle(mail, new MailOutcome.Uncertain("lost"), NOON))
                .isEqualTo(new SettledMail(mail, MailState.PENDING, NOON.plusSeconds(5), "lost"));
    }

    @Test
    void a_mail_that_was_not_tried_is_due_at_once() {
        var mail = attempt(3);

        assertThat(policy.settle(mail, new MailOutcome.NotTried(), NOON))
                .isEqualTo(new SettledMail(mail, MailState.PENDING, NOON, null));
    }

    MailState settled(Mail mail, Instant now) {
        return policy.settle(mail, new MailOutcome.Refused("full"), now).state();
    }

    static Mail attempt(int number) {
        return new Mail(
                UUID.randomUUID(),
                UUID.randomUUID(),
                new UserId("1"),
                new Message("subject", "text"),
                NOON,
                number);
    }

    static MailPolicy policy(boolean resendUncertain) {
        return new MailPolicy(
                20,
                Duration.ofMinutes(5),
                Duration.ofSeconds(5),
                Duration.ofMinutes(10),
                Duration.ofHours(24),
                resendUncertain);
    }
}
