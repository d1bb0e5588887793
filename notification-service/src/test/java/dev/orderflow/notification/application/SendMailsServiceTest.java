package dev.orderflow.notification.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.orderflow.notification.NotificationTest;
import dev.orderflow.notification.application.port.in.SendMailsUseCase.Progress;
import dev.orderflow.notification.application.port.in.TellCustomersUseCase;
import dev.orderflow.notification.application.port.out.MailQueue;
import dev.orderflow.notification.application.port.out.MailServer;
import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.MailOutcome;
import dev.orderflow.notification.domain.MailPolicy;
import dev.orderflow.notification.domain.News;
import dev.orderflow.notification.domain.OrderNews;
import dev.orderflow.notification.domain.SettledMail;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

/** The real queue and the real mail server; only what dies is played. */
class SendMailsServiceTest extends NotificationTest {

    static final MailPolicy POLICY =
            new MailPolicy(
                    20,
                    Duration.ofMinutes(5),
                    Duration.ofSeconds(5),
                    Duration.ofMinutes(15),
                    Duration.ofHours(24),
                    false);

    @Autowired TellCustomersUseCase customers;
    @Autowired SendMailsService mails;
    @Autowired MailQueue queue;
    @Autowired MailServer mailServer;
    @Autowired NotificationMetrics metrics;

    @Test
    void a_mail_is_sent_once() {
        var news = tell(1).getFirst();

        assertThat(mails.sendDue()).isEqualTo(Progress.IDLE);
        assertThat(mails.sendDue()).isEqualTo(Progress.IDLE);

        assertThat(received())
                .containsExactly("<%s@orderflow.localhost>".formatted(news.eventId()));
        assertThat(states()).containsExactly("SENT");
    }

    @Test
    void more_mails_than_a_batch_are_sent_batch_by_batch() {
        tell(45);

        assertThat(Stream.generate(mails::sendDue).limit(3))
                .containsExactly(Progress.MORE, Progress.MORE, Progress.IDLE);
        assertThat(received()).hasSize(45).doesNotHaveDuplicates();
    }

    @Test
    void while_the_mail_server_is_away_mails_wait() {
        MAIL_SERVER.stop();
        tell(2);

        assertThat(mails.sendDue()).isEqualTo(Progress.NO_SERVER);
        assertThat(states()).containsOnly("PENDING");
        // The first was tried and has to wait; the second was not, and is sent as soon as there is
        // a server.

        MAIL_SERVER.start();
        assertThat(mails.sendDue()).isEqualTo(Progress.IDLE);
        assertThat(states()).containsExactlyInAnyOrder("PENDING", "SENT");

        clock.advance(Duration.ofSeconds(6));
        mails.sendDue();
        assertThat(states()).containsOnly("SENT");
        assertThat(received()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void a_mail_that_cannot_be_sent_for_a_day_is_given_up() {
        MAIL_SERVER.stop();
        tell(1);

        clock.advance(Duration.ofHours(25));
        mails.sendDue();

        assertThat(states()).containsExactly("FAILED");
        assertThat(column("select mail_reason from notification").getFirst()).contains("Connect");
    }

    @Test
    void a_worker_that_dies_after_handing_over_does_not_make_the_mail_come_twice() {
        tell(1);
        var dying = worker(POLICY, dyingAfter(1));

        assertThatThrownBy(dying::sendDue).isInstanceOf(Death.class);
        assertThat(states()).containsExactly("SENDING");
        mails.sendDue();
        assertThat(states()).containsExactly("SENDING");

        clock.advance(POLICY.lease().plusSeconds(1));
        mails.sendDue();
        clock.advance(Duration.ofHours(1));
        mails.sendDue();

        assertThat(states()).containsExactly("UNCERTAIN");
        assertThat(received()).hasSize(1);
    }

    @Test
    void what_was_settled_before_the_worker_died_is_not_in_doubt() {
        tell(3);

        assertThatThrownBy(worker(POLICY, dyingAfter(2))::sendDue).isInstanceOf(Death.class);
        clock.advance(POLICY.lease().plusSeconds(1));
        mails.sendDue();

        assertThat(states()).containsExactlyInAnyOrder("SENT", "UNCERTAIN", "UNCERTAIN");
        assertThat(received()).hasSize(2).doesNotHaveDuplicates();
    }

    @Test
    void what_a_worker_knows_is_written_down_when_the_database_is_back() {
        tell(3);
        var outage = new AtomicBoolean(true);
        var worker = new SendMailsService(awayDuring(outage), mailServer, POLICY, metrics, clock);

        assertThatThrownBy(worker::sendDue).isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(states()).containsOnly("SENDING");
        outage.set(false);
        worker.sendDue();

        assertThat(states()).hasSize(3).containsOnly("SENT");
        assertThat(received()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void what_is_written_down_twice_does_not_take_a_mail_out_of_anothers_hands() {
        tell(1);
        var now = clock.instant();
        var mail = queue.claim(1, now, now.plusSeconds(300)).getFirst();
        var notTried = List.of(POLICY.settle(mail, new MailOutcome.NotTried(), now));
        queue.settle(notTried);
        assertThat(queue.claim(1, now, now.plusSeconds(300))).hasSize(1);

        queue.settle(notTried);

        assertThat(states()).containsExactly("SENDING");
    }

    @Test
    void where_that_is_wanted_what_is_in_doubt_is_sent_again() {
        tell(1);
        var resending =
                new MailPolicy(
                        POLICY.batchSize(),
                        POLICY.lease(),
                        POLICY.firstPause(),
                        POLICY.longestPause(),
                        POLICY.giveUpAfter(),
                        true);

        assertThatThrownBy(worker(resending, dyingAfter(1))::sendDue).isInstanceOf(Death.class);
        clock.advance(POLICY.lease().plusSeconds(1));
        worker(resending, mailServer).sendDue();

        assertThat(states()).containsExactly("SENT");
        assertThat(received()).hasSize(2).containsOnly(received().getFirst());
    }

    @Test
    void a_lost_answer_leaves_the_mail_uncertain_and_the_others_in_peace() {
        var doubtful = tell(3).get(1).eventId();
        var worker =
                worker(
                        POLICY,
                        answering(
                                mail ->
                                        mail.eventId().equals(doubtful)
                                                ? new MailOutcome.Uncertain("lost")
                                                : new MailOutcome.Sent()));

        worker.sendDue();
        clock.advance(Duration.ofHours(1));
        worker.sendDue();

        assertThat(states()).containsExactlyInAnyOrder("SENT", "UNCERTAIN", "SENT");
    }

    @Test
    void a_worker_that_was_frozen_does_not_begin_another_mail() {
        tell(3);
        var frozen =
                worker(
                        POLICY,
                        sendingThen(
                                _ -> clock.advance(POLICY.lease().dividedBy(2).plusSeconds(1))));

        frozen.sendDue();

        assertThat(states()).containsExactlyInAnyOrder("SENT", "PENDING", "PENDING");
        assertThat(received()).hasSize(1);
        while (mails.sendDue() != Progress.IDLE) {}
        assertThat(received()).hasSize(3).doesNotHaveDuplicates();
    }

    @Test
    void a_worker_that_thaws_late_may_still_say_that_the_mail_was_sent() {
        tell(1);
        var frozen =
                worker(
                        POLICY,
                        sendingThen(
                                _ -> {
                                    clock.advance(POLICY.lease().plusSeconds(1));
                                    mails.sendDue();
                                    assertThat(states()).containsExactly("UNCERTAIN");
                                }));

        frozen.sendDue();

        assertThat(states()).containsExactly("SENT");
        assertThat(received()).hasSize(1);
    }

    @Test
    void a_worker_that_thaws_late_has_no_say_in_what_another_has_in_hand() {
        tell(1);
        var now = clock.instant();
        var late = queue.claim(1, now, now).getFirst();
        queue.settleAbandoned(now.plusSeconds(1), true);
        var current = queue.claim(1, now.plusSeconds(1), now.plusSeconds(300)).getFirst();

        queue.settle(List.of(POLICY.settle(late, new MailOutcome.Refused("late"), now)));
        assertThat(states()).containsExactly("SENDING");

        queue.settle(List.of(POLICY.settle(current, new MailOutcome.Sent(), now)));
        assertThat(states()).containsExactly("SENT");
    }

    @Test
    void workers_side_by_side_send_each_mail_once() throws Exception {
        tell(200);
        var start = new CountDownLatch(1);
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var ends =
                    IntStream.range(0, 4)
                            .mapToObj(
                                    _ ->
                                            workers.submit(
                                                    () -> {
                                                        start.await();
                                                        while (mails.sendDue() == Progress.MORE) {}
                                                        return true;
                                                    }))
                            .toList();
            start.countDown();
            for (var end : ends) {
                end.get();
            }
        }

        assertThat(states()).hasSize(200).containsOnly("SENT");
        await().untilAsserted(() -> assertThat(received()).hasSize(200).doesNotHaveDuplicates());
    }

    @Test
    void a_worker_passes_over_what_another_is_claiming() throws Exception {
        tell(3);
        var now = clock.instant();
        try (var other = Executors.newVirtualThreadPerTaskExecutor()) {
            transaction.executeWithoutResult(
                    _ -> {
                        assertThat(queue.claim(1, now, now.plusSeconds(60))).hasSize(1);
                        assertThat(CompletableFuture.supplyAsync(mails::sendDue, other).join())
                                .isEqualTo(Progress.IDLE);
                    });
        }
        assertThat(states()).containsExactlyInAnyOrder("SENDING", "SENT", "SENT");
    }

    @Test
    void the_age_of_the_oldest_mail_that_waits_is_known() {
        tell(1);
        clock.advance(Duration.ofMinutes(10));
        tell(1);

        assertThat(queue.oldestPending())
                .hasValueSatisfying(
                        written ->
                                assertThat(Duration.between(written, clock.instant()))
                                        .isGreaterThanOrEqualTo(Duration.ofMinutes(10)));
        mails.sendDue();
        assertThat(queue.oldestPending()).isEmpty();
    }

    private List<OrderNews> tell(int count) {
        var news = Stream.generate(() -> News.ofOrder().completed()).limit(count).toList();
        customers.tell(news);
        return news;
    }

    private SendMailsService worker(MailPolicy policy, MailServer server) {
        return new SendMailsService(queue, server, policy, metrics, clock);
    }

    /** Hands so many mails over, and is not there any more to hear what became of the last. */
    private MailServer dyingAfter(int count) {
        var handedOver = new ArrayList<Mail>();
        return sendingThen(
                mail -> {
                    handedOver.add(mail);
                    if (handedOver.size() == count) {
                        throw new Death();
                    }
                });
    }

    private MailServer sendingThen(Consumer<Mail> afterwards) {
        return () -> {
            var real = mailServer.begin();
            return conversation(
                    mail -> {
                        var outcome = real.send(mail);
                        afterwards.accept(mail);
                        return outcome;
                    });
        };
    }

    private MailQueue awayDuring(AtomicBoolean outage) {
        return new MailQueue() {
            @Override
            public List<Mail> claim(int limit, Instant now, Instant leaseEnd) {
                return queue.claim(limit, now, leaseEnd);
            }

            @Override
            public void settle(List<SettledMail> mails) {
                if (outage.get()) {
                    throw new DataAccessResourceFailureException("away");
                }
                queue.settle(mails);
            }

            @Override
            public int settleAbandoned(Instant now, boolean resend) {
                return queue.settleAbandoned(now, resend);
            }

            @Override
            public Optional<Instant> oldestPending() {
                return queue.oldestPending();
            }
        };
    }

    private static MailServer answering(Function<Mail, MailOutcome> answer) {
        return () -> conversation(answer);
    }

    private static MailServer.Conversation conversation(Function<Mail, MailOutcome> answer) {
        return new MailServer.Conversation() {
            @Override
            public MailOutcome send(Mail mail) {
                return answer.apply(mail);
            }

            @Override
            public void close() {}
        };
    }

    private static List<String> received() {
        return Stream.of(MAIL_SERVER.getReceivedMessages())
                .map(SendMailsServiceTest::messageId)
                .toList();
    }

    private static String messageId(MimeMessage message) {
        try {
            return message.getMessageID();
        } catch (jakarta.mail.MessagingException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private List<String> states() {
        return column("select mail_state from notification order by id");
    }

    private List<String> column(String sql) {
        return transaction.execute(_ -> jdbc.queryForList(sql, String.class));
    }

    private static final class Death extends Error {

        private static final long serialVersionUID = 1L;
    }
}
