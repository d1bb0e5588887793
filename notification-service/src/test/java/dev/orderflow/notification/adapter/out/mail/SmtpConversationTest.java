package dev.orderflow.notification.adapter.out.mail;

import static dev.orderflow.notification.adapter.out.mail.ScriptedMailServer.HANG_UP;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.orderflow.embedded.FreePorts;
import dev.orderflow.notification.domain.Letterhead;
import dev.orderflow.notification.domain.Mail;
import dev.orderflow.notification.domain.MailOutcome;
import dev.orderflow.notification.domain.MailOutcome.Refused;
import dev.orderflow.notification.domain.MailOutcome.Sent;
import dev.orderflow.notification.domain.MailOutcome.Uncertain;
import dev.orderflow.notification.domain.MailOutcome.Unreachable;
import dev.orderflow.notification.domain.Message;
import dev.orderflow.notification.domain.News;
import dev.orderflow.notification.domain.UserId;
import dev.orderflow.notification.domain.Wording;
import jakarta.mail.internet.MimeMessage;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

class SmtpConversationTest {

    static final Letterhead LETTERHEAD =
            new Letterhead(
                    "Orderflow <orders@orderflow.localhost>", "{userId}@customers.localhost");

    final GreenMail greenMail =
            new GreenMail(new ServerSetup(FreePorts.next(), "127.0.0.1", "smtp"));
    final Mail mail = mail("1", new Message("The subject", "Hello,\n\nall is well.\n"));

    @AfterEach
    void stop() {
        greenMail.stop();
    }

    @Test
    void a_mail_arrives_as_it_was_written() throws Exception {
        assertThat(sentToGreenMail(mail)).isEqualTo(new Sent());

        var received = received();
        assertThat(received.getSubject()).isEqualTo("The subject");
        assertThat(lines(received)).containsExactly("Hello,", "", "all is well.");
        assertThat(received.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(received.getHeader("From"))
                .containsExactly("Orderflow <orders@orderflow.localhost>");
        assertThat(received.getHeader("To")).containsExactly("1@customers.localhost");
        assertThat(received.getHeader("Message-ID"))
                .containsExactly("<%s@orderflow.localhost>".formatted(mail.eventId()));
        assertThat(received.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(received.getSentDate()).isEqualTo(mail.createdAt());
    }

    @Test
    void markup_and_foreign_letters_are_text() throws Exception {
        var text = "<script>alert('Grüße')</script> 日本語 😀";

        sentToGreenMail(mail("1", new Message("Grüße 日本語", text)));

        assertThat(received().getContentType()).startsWith("text/plain");
        assertThat(lines(received())).containsExactly(text);
        assertThat(received().getSubject()).isEqualTo("Grüße 日本語");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x\r\nBcc: all@example.com",
                "x\nBcc: all@example.com",
                "x\r\n\r\nBcc: all@example.com",
                "x\rBcc: all@example.com",
                "x\r\n.\r\nMAIL FROM:<evil@example.com>"
            })
    void nothing_that_others_wrote_becomes_a_header_or_a_command(String evil) throws Exception {
        var news = News.ofOrder().created(News.line(1, evil, "1.00"));

        sentToGreenMail(mail("1", Wording.of(news)));
        assertThat(greenMail.getReceivedMessages()).hasSize(1);
        assertThat(received().getHeader("Bcc")).isNull();
        assertThat(received().getAllRecipients()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nBcc: all@example.com", "x\nBcc: all@example.com"})
    void not_even_a_subject_of_several_lines_becomes_a_header(String subject) throws Exception {
        sentToGreenMail(mail("1", new Message(subject, "text")));

        assertThat(received().getHeader("Bcc")).isNull();
        assertThat(received().getAllRecipients()).hasSize(1);
    }

    @Test
    void a_line_with_a_dot_alone_does_not_end_the_mail() throws Exception {
        sentToGreenMail(mail("1", new Message("dots", "a\r\n.\r\nb\r\n..\r\nc\r\n")));

        assertThat(lines(received())).containsExactly("a", ".", "b", "..", "c");
    }

    @Test
    void a_customer_whose_id_is_an_address_gets_it_too() throws Exception {
        assertThat(sentToGreenMail(mail("jo@example.com", mail.message()))).isEqualTo(new Sent());

        assertThat(received().getHeader("To"))
                .containsExactly("<\"jo@example.com\"@customers.localhost>");
    }

    @Test
    void several_mails_share_a_connection() {
        greenMail.start();
        try (var conversation = conversation(greenMail.getSmtp().getPort())) {
            for (var number = 0; number < 5; number++) {
                assertThat(conversation.send(mail("1", mail.message()))).isEqualTo(new Sent());
            }
        }
        assertThat(greenMail.getReceivedMessages()).hasSize(5);
    }

    @Test
    void a_server_that_is_away_is_unreachable() {
        try (var conversation = conversation(FreePorts.next())) {
            assertThat(conversation.send(mail)).isInstanceOf(Unreachable.class);
        }
    }

    /** What the server does, to which command, and what that says about the mail. */
    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("CONNECT", "554 no", Unreachable.class),
                Arguments.of("CONNECT", HANG_UP, Unreachable.class),
                Arguments.of("EHLO", HANG_UP, Unreachable.class),
                Arguments.of("MAIL", "451 later", Refused.class),
                Arguments.of("MAIL", "550 never", Refused.class),
                Arguments.of("MAIL", HANG_UP, Refused.class),
                Arguments.of("RCPT", "450 later", Refused.class),
                Arguments.of("RCPT", "550 nobody", Refused.class),
                Arguments.of("RCPT", HANG_UP, Refused.class),
                Arguments.of("DATA", "451 later", Refused.class),
                Arguments.of("DATA", "554 no", Refused.class),
                Arguments.of("DATA", HANG_UP, Refused.class),
                Arguments.of(".", "250 taken", Sent.class),
                Arguments.of(".", "452 full", Refused.class),
                Arguments.of(".", "554 spam", Refused.class),
                Arguments.of(".", HANG_UP, Uncertain.class),
                Arguments.of(".", "gibberish", Uncertain.class));
    }

    @ParameterizedTest
    @MethodSource("answers")
    void only_a_lost_answer_to_a_whole_mail_is_uncertain(
            String command, String answer, Class<? extends MailOutcome> outcome) throws Exception {
        try (var server = new ScriptedMailServer(Map.of(command, answer));
                var conversation = conversation(server.port())) {
            assertThat(conversation.send(mail)).isInstanceOf(outcome);
            assertThat(server.received).hasSize(".".equals(command) ? 1 : 0);
        }
    }

    @Test
    void a_server_that_never_answers_to_a_whole_mail_leaves_it_uncertain() throws Exception {
        try (var server = new ScriptedMailServer(Map.of(".", "250-and"));
                var conversation = conversation(server.port())) {
            assertThat(conversation.send(mail)).isInstanceOf(Uncertain.class);
        }
    }

    @Test
    void after_a_lost_connection_the_next_mail_has_a_new_one() throws Exception {
        try (var server = new ScriptedMailServer(Map.of(".", HANG_UP));
                var conversation = conversation(server.port())) {
            assertThat(conversation.send(mail)).isInstanceOf(Uncertain.class);
            assertThat(conversation.send(mail)).isInstanceOf(Uncertain.class);
            assertThat(server.received).hasSize(2);
        }
    }

    MailOutcome sentToGreenMail(Mail written) {
        greenMail.start();
        try (var conversation = conversation(greenMail.getSmtp().getPort())) {
            return conversation.send(written);
        }
    }

    MimeMessage received() {
        return greenMail.getReceivedMessages()[0];
    }

    static Stream<String> lines(MimeMessage message) throws Exception {
        return message.getContent().toString().lines();
    }

    static SmtpConversation conversation(int port) {
        var settings = new JavaMailSenderImpl();
        settings.setHost("127.0.0.1");
        settings.setPort(port);
        settings.getJavaMailProperties().setProperty("mail.smtp.connectiontimeout", "5000");
        settings.getJavaMailProperties().setProperty("mail.smtp.timeout", "2000");
        settings.getJavaMailProperties().setProperty("mail.smtp.quitwait", "false");
        return new SmtpConversation(settings, LETTERHEAD);
    }

    static Mail mail(String userId, Message message) {
        return new Mail(
                UuidCreator.getTimeOrderedEpoch(),
                UuidCreator.getTimeOrderedEpoch(),
                new UserId(userId),
                message,
                News.NOON,
                1);
    }
}
