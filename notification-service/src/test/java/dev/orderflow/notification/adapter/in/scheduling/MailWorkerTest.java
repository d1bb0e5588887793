package dev.orderflow.notification.adapter.in.scheduling;

import static org.awaitility.Awaitility.await;

import dev.orderflow.events.test.EventInjector;
import dev.orderflow.notification.NotificationTest;
import dev.orderflow.notification.OrderEvents;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class MailWorkerTest extends NotificationTest {

    @Autowired MailWorker worker;
    @Autowired EventInjector events;

    @BeforeEach
    void start() {
        worker.start();
    }

    @AfterEach
    void stop() {
        worker.stop();
    }

    @Test
    void every_event_of_an_order_becomes_a_mail() {
        OrderEvents.of("1").all().forEach(events::send);

        await().until(() -> MAIL_SERVER.getReceivedMessages().length == 5);
        events.awaitHandled();
    }

    @Test
    void events_are_handled_while_the_mail_server_is_away_and_mails_go_out_when_it_is_back() {
        MAIL_SERVER.stop();
        OrderEvents.of("1").all().forEach(events::send);
        events.awaitHandled();
        await().until(() -> count("mail_attempts > 0") > 0);

        MAIL_SERVER.start();
        clock.advance(Duration.ofHours(1));

        await().until(() -> count("mail_state = 'SENT'") == 5);
        await().until(() -> MAIL_SERVER.getReceivedMessages().length == 5);
    }

    @Test
    void it_can_be_stopped_and_started_again() {
        worker.stop();
        worker.start();

        events.send(OrderEvents.of("1").completed());

        await().until(() -> MAIL_SERVER.getReceivedMessages().length == 1);
    }

    private int count(String condition) {
        return transaction.execute(
                _ ->
                        jdbc.queryForObject(
                                "select count(*) from notification where " + condition,
                                Integer.class));
    }
}
