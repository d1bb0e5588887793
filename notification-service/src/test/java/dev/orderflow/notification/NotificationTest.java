package dev.orderflow.notification;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.orderflow.embedded.FreePorts;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.TestClock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole service with a mail server; each test begins with empty tables and an empty mailbox.
 */
@OrderflowTest
public abstract class NotificationTest {

    private static final ServerSetup SMTP =
            new ServerSetup(FreePorts.next(), "127.0.0.1", ServerSetup.PROTOCOL_SMTP);

    protected static final GreenMail MAIL_SERVER = new GreenMail(SMTP);

    @Autowired protected JdbcTemplate jdbc;
    @Autowired protected TransactionTemplate transaction;
    @Autowired protected TestClock clock;

    @DynamicPropertySource
    static void mailServer(DynamicPropertyRegistry properties) {
        properties.add("spring.mail.port", SMTP::getPort);
    }

    /** A busy machine is slow, not broken. */
    @BeforeAll
    static void waitPatiently() {
        Awaitility.setDefaultTimeout(Duration.ofSeconds(60));
    }

    @BeforeEach
    void startAfresh() {
        MAIL_SERVER.start();
        transaction.executeWithoutResult(
                _ -> {
                    jdbc.update("delete from notification");
                    jdbc.update("delete from daily_count");
                });
    }

    @AfterEach
    void end() {
        MAIL_SERVER.stop();
        clock.reset();
    }
}
