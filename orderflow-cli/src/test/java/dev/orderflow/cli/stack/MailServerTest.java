package dev.orderflow.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.embedded.FreePorts;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Properties;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MailServerTest {

    final int smtp = FreePorts.next();
    final int imap = FreePorts.next();
    MailServer server;
    Session session;

    @BeforeEach
    void start() {
        server = MailServer.start(smtp, imap);
        var properties = new Properties();
        properties.setProperty("mail.smtp.host", "127.0.0.1");
        properties.setProperty("mail.smtp.port", Integer.toString(smtp));
        session = Session.getInstance(properties);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void mails_to_anybody_can_be_read_back_in_order_and_by_user() throws Exception {
        send("1@customers.example", "Order placed", "Thank you, Jürgen.");
        send("2@customers.example", "Order cancelled", "What a pity.");
        send("1@customers.example", "Order completed", "Done.");
        send("11@customers.example", "Order placed", "Another one.");

        var mailbox = Mailbox.at(imap);
        assertThat(mailbox.newest(3, null))
                .extracting(Mail::subject)
                .containsExactly("Order cancelled", "Order completed", "Order placed");
        assertThat(mailbox.newest(10, "1"))
                .extracting(Mail::subject)
                .containsExactly("Order placed", "Order completed");
        assertThat(mailbox.newest(10, "1").getFirst())
                .satisfies(
                        mail -> {
                            assertThat(mail.to()).isEqualTo("1@customers.example");
                            assertThat(mail.text().strip()).isEqualTo("Thank you, Jürgen.");
                        });
        assertThat(mailbox.newest(10, "3")).isEmpty();
    }

    @Test
    void the_oldest_mails_are_forgotten_before_memory_runs_out() throws Exception {
        try (var transport = session.getTransport("smtp")) {
            transport.connect();
            for (var number : IntStream.rangeClosed(1, 2_100).toArray()) {
                var message = message("1@customers.example", "Mail " + number, "text");
                transport.sendMessage(message, message.getAllRecipients());
            }
        }
        var kept = Mailbox.at(imap).newest(5_000, null);
        assertThat(kept).hasSizeLessThan(2_000);
        assertThat(kept.getLast().subject()).isEqualTo("Mail 2100");
        assertThat(kept.getFirst().subject()).isEqualTo("Mail 1001");
    }

    private void send(String to, String subject, String text) throws Exception {
        Transport.send(message(to, subject, text));
    }

    private Message message(String to, String subject, String text) throws Exception {
        var message = new MimeMessage(session);
        message.setFrom("shop@orderflow.example");
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        message.setText(text, "UTF-8");
        return message;
    }
}
