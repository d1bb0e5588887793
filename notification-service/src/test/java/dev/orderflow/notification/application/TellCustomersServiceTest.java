package dev.orderflow.notification.application;

import static dev.orderflow.notification.domain.News.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.Permutations;
import dev.orderflow.notification.domain.CancelReason;
import dev.orderflow.notification.domain.DailyCount;
import dev.orderflow.notification.domain.DailyCount.Key;
import dev.orderflow.notification.domain.Kind;
import dev.orderflow.notification.domain.Message;
import dev.orderflow.notification.domain.News;
import dev.orderflow.notification.domain.Notification;
import dev.orderflow.notification.domain.Notification.Subject;
import dev.orderflow.notification.domain.OrderNews;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class TellCustomersServiceTest {

    static final LocalDate DAY = LocalDate.of(2026, 3, 14);
    static final News ORDER = News.ofOrder();

    @Test
    void everything_that_happens_is_told_and_counted() {
        var told = tell(List.of(ORDER.all()));

        assertThat(told.notifications().keySet())
                .extracting(Subject::kind)
                .containsExactlyInAnyOrder(Kind.values());
        assertThat(told.counts())
                .hasSize(Kind.values().length)
                .allSatisfy(
                        (key, count) -> {
                            assertThat(key.day()).isEqualTo(DAY);
                            assertThat(count.orders()).isOne();
                            assertThat(count.amount()).isEqualByComparingTo("25");
                        });
        assertThat(told.alarms()).isOne();
    }

    /** Each way that an order can end, as the news it makes. */
    static Stream<List<OrderNews>> ends() {
        return Stream.of(
                List.of(ORDER.created(line(1, "Pen", "25.00")), ORDER.paid(), ORDER.completed()),
                List.of(
                        ORDER.created(),
                        ORDER.cancelled(CancelReason.INSUFFICIENT_STOCK),
                        ORDER.refunded("0.00")),
                List.of(
                        ORDER.created(),
                        ORDER.cancelled(CancelReason.PAYMENT_FAILED),
                        ORDER.refunded("0.00")),
                List.of(
                        ORDER.created(),
                        ORDER.paid(),
                        ORDER.cancelled(CancelReason.TIMEOUT),
                        ORDER.refunded("25.00")),
                ORDER.all());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void in_whatever_order_news_arrive_the_customer_is_told_the_same(List<OrderNews> news) {
        var expected = tell(List.of(news)).withoutAlarms();

        assertThat(Permutations.of(news))
                .allSatisfy(order -> assertSame(order, expected))
                .hasSizeGreaterThan(1);
    }

    @ParameterizedTest
    @MethodSource("ends")
    void redelivered_news_are_no_news(List<OrderNews> news) {
        assertDuplicatesChangeNothing(news, UnaryOperator.identity());
    }

    @ParameterizedTest
    @MethodSource("ends")
    void the_same_news_by_another_event_are_no_news(List<OrderNews> news) {
        assertDuplicatesChangeNothing(news, News::again);
    }

    void assertDuplicatesChangeNothing(List<OrderNews> news, UnaryOperator<OrderNews> again) {
        var expected = tell(List.of(news)).withoutAlarms();

        for (var twice : news) {
            var more = Stream.concat(news.stream(), Stream.of(again.apply(twice))).toList();
            assertThat(Permutations.of(more)).allSatisfy(order -> assertSame(order, expected));
        }
    }

    /** All in one poll, each in its own, and two polls cut anywhere. */
    void assertSame(List<OrderNews> order, Told expected) {
        var polls =
                Stream.concat(
                        Stream.of(List.of(order), order.stream().map(List::of).toList()),
                        IntStream.range(1, order.size())
                                .mapToObj(
                                        cut ->
                                                List.of(
                                                        order.subList(0, cut),
                                                        order.subList(cut, order.size()))));
        assertThat(polls)
                .allSatisfy(split -> assertThat(tell(split).withoutAlarms()).isEqualTo(expected));
    }

    @Test
    void a_void_is_not_told() {
        var told = tell(List.of(List.of(ORDER.refunded("0.00"))));

        assertThat(told).isEqualTo(new Told(Map.of(), Map.of(), 0));
    }

    @Test
    void what_happens_after_midnight_counts_for_the_next_day() {
        var news =
                List.of(
                        News.ofOrder().at("2026-03-14T23:59:59.999999Z").completed(),
                        News.ofOrder().at("2026-03-15T00:00:00Z").completed());

        assertThat(tell(List.of(news)).counts().keySet())
                .extracting(Key::day)
                .containsExactlyInAnyOrder(DAY, DAY.plusDays(1));
    }

    @Test
    void amounts_are_added_up() {
        var news = Stream.generate(() -> News.ofOrder().paid()).limit(100).toList();

        assertThat(tell(List.of(news)).counts().values())
                .singleElement()
                .isEqualTo(
                        new DailyCount(
                                new Key(DAY, Kind.PAID, Currency.getInstance("EUR")),
                                100,
                                new BigDecimal("2500.00")));
    }

    static Told tell(List<List<OrderNews>> polls) {
        var notifications = new InMemoryNotifications();
        var counts = new InMemoryDailyCounts();
        var alarms = new int[1];
        var clock = Clock.fixed(News.NOON, ZoneOffset.UTC);
        var metrics = new NotificationMetrics(new SimpleMeterRegistry(), new NoMails(), clock);
        var customers =
                new TellCustomersService(notifications, counts, () -> alarms[0]++, metrics, clock);
        polls.forEach(customers::tell);
        return new Told(
                notifications.all.stream()
                        .collect(Collectors.toMap(Notification::subject, Notification::message)),
                Map.copyOf(counts.all),
                alarms[0]);
    }

    record Told(Map<Subject, Message> notifications, Map<Key, DailyCount> counts, int alarms) {

        Told withoutAlarms() {
            return new Told(notifications, counts, 0);
        }
    }
}
