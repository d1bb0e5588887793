package dev.orderflow.notification.adapter.in.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.Event;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.notification.NotificationTest;
import dev.orderflow.notification.OrderEvents;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class NotificationEventListenerTest extends NotificationTest {

    private static final String DAY = "2026-03-14T12:00:00Z";

    @Autowired EventInjector events;
    @Autowired MeterRegistry meters;

    final OrderEvents order = OrderEvents.of("1");

    @Test
    void everything_that_happens_to_an_order_is_told_and_counted() {
        order.all().forEach(this::send);
        events.awaitHandled();

        assertThat(told())
                .containsExactlyInAnyOrder("CREATED", "PAID", "COMPLETED", "CANCELLED", "REFUNDED");
        assertThat(counted())
                .containsExactly(
                        "2026-03-14 CANCELLED EUR 1 25.0000",
                        "2026-03-14 COMPLETED EUR 1 25.0000",
                        "2026-03-14 CREATED EUR 1 25.0000",
                        "2026-03-14 PAID EUR 1 25.0000",
                        "2026-03-14 REFUNDED EUR 1 25.0000");
    }

    @Test
    void what_comes_again_is_told_and_counted_once() {
        var metadata = order.all().stream().map(event -> OrderEvents.at(DAY, event)).toList();
        for (var times = 0; times < 3; times++) {
            for (var i = 0; i < metadata.size(); i++) {
                events.send(metadata.get(i), order.all().get(i));
                send(order.all().get(i));
            }
        }
        events.awaitHandled();

        assertThat(told()).hasSize(5).doesNotHaveDuplicates();
        assertThat(counted()).hasSize(5).allMatch(count -> count.endsWith(" 1 25.0000"));
    }

    @Test
    void a_void_is_neither_told_nor_counted() {
        Stream.of(order.created(), order.cancelled("INSUFFICIENT_STOCK"), order.refunded("0.00"))
                .forEach(this::send);
        events.awaitHandled();

        assertThat(told()).containsExactlyInAnyOrder("CREATED", "CANCELLED");
        assertThat(counted()).hasSize(2).noneMatch(count -> count.contains("REFUNDED"));
    }

    @Test
    void many_orders_are_counted_exactly() {
        var orders = Stream.generate(() -> OrderEvents.of("1")).limit(200).toList();
        orders.forEach(each -> send(each.created()));
        orders.forEach(each -> send(each.completed()));
        events.awaitHandled();

        assertThat(counted())
                .containsExactly(
                        "2026-03-14 COMPLETED EUR 200 5000.0000",
                        "2026-03-14 CREATED EUR 200 5000.0000");
    }

    @Test
    void a_reason_of_a_newer_version_needs_no_words() {
        send(order.cancelled("SOLAR_ECLIPSE"));
        events.awaitHandled();

        assertThat(texts()).singleElement().asString().contains("is cancelled.\n");
    }

    @Test
    void an_event_of_an_impossible_customer_harms_no_other() {
        var dead = deadLetters();
        send(OrderEvents.of("1\r\nBcc: all@example.com").completed());
        send(order.completed());
        await().until(() -> deadLetters() == dead + 1);
        events.awaitHandled();

        assertThat(told()).containsExactly("COMPLETED");
    }

    @Test
    void what_a_failed_poll_did_is_undone_before_its_events_are_handled_one_by_one() {
        send(OrderEvents.of("not a user").created());
        var good = Stream.generate(() -> OrderEvents.of("1")).limit(20).toList();
        good.forEach(each -> send(each.created()));
        send(OrderEvents.of("not a user").created());
        await().untilAsserted(
                        () ->
                                assertThat(counted())
                                        .containsExactly("2026-03-14 CREATED EUR 20 500.0000"));
        events.awaitHandled();

        assertThat(told()).hasSize(20);
    }

    private void send(Event event) {
        events.send(OrderEvents.at(DAY, event), event);
    }

    private double deadLetters() {
        return meters.find("kafka.messages.dlq").counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private List<String> told() {
        return column("select kind from notification");
    }

    private List<String> texts() {
        return column("select text from notification");
    }

    private List<String> counted() {
        return column(
                "select concat_ws(' ', day, kind, currency, orders, amount) from daily_count order by 1");
    }

    private List<String> column(String sql) {
        return transaction.execute(_ -> jdbc.queryForList(sql, String.class));
    }
}
