package dev.orderflow.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.Permutations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Whatever the order in which an order's news arrive, and whichever of them arrive twice, the order
 * ends the same and tells the others the same, each once.
 */
class OrderPermutationTest {

    static final Instant NOW = Instant.parse("2026-11-21T10:00:00Z");

    enum News {
        RESERVED(Order::stockReserved),
        REJECTED(Order::stockRejected),
        DEDUCTED(Order::stockDeducted),
        RESTORED(Order::stockRestored),
        PAID(Order::paymentCompleted),
        DECLINED(Order::paymentFailed),
        REFUNDED(Order::paymentRefunded),
        CUSTOMER_CANCELS((order, now) -> order.cancel(Duration.ofHours(24), now)),
        DEADLINE(Order::timeOut);

        final BiFunction<Order, Instant, List<Order.Event>> step;

        News(BiFunction<Order, Instant, List<Order.Event>> step) {
            this.step = step;
        }
    }

    /** Everything that can be reported of one order, by how it ends. */
    enum Story {
        COMPLETED(OrderStatus.COMPLETED, null, News.RESERVED, News.PAID, News.DEDUCTED),
        REJECTED(
                OrderStatus.CANCELLED,
                CancelReason.INSUFFICIENT_STOCK,
                News.REJECTED,
                News.RESTORED,
                News.REFUNDED),
        DECLINED(
                OrderStatus.CANCELLED,
                CancelReason.PAYMENT_FAILED,
                News.RESERVED,
                News.DECLINED,
                News.RESTORED,
                News.REFUNDED),
        CANCELLED_AT_ONCE(
                OrderStatus.CANCELLED,
                CancelReason.CUSTOMER,
                News.CUSTOMER_CANCELS,
                News.RESTORED,
                News.REFUNDED),
        CANCELLED_WHEN_RESERVED(
                OrderStatus.CANCELLED,
                CancelReason.CUSTOMER,
                News.RESERVED,
                News.CUSTOMER_CANCELS,
                News.RESTORED,
                News.REFUNDED),
        CANCELLED_WHEN_PAID(
                OrderStatus.CANCELLED,
                CancelReason.CUSTOMER,
                News.RESERVED,
                News.PAID,
                News.CUSTOMER_CANCELS,
                News.RESTORED,
                News.REFUNDED),
        CANCELLED_WHEN_COMPLETED(
                OrderStatus.CANCELLED,
                CancelReason.CUSTOMER,
                News.RESERVED,
                News.PAID,
                News.DEDUCTED,
                News.CUSTOMER_CANCELS,
                News.RESTORED,
                News.REFUNDED),
        CANCELLED_WHILE_REJECTED(
                OrderStatus.CANCELLED,
                CancelReason.INSUFFICIENT_STOCK,
                News.REJECTED,
                News.CUSTOMER_CANCELS,
                News.RESTORED,
                News.REFUNDED),
        CANCELLED_WHILE_DECLINED(
                OrderStatus.CANCELLED,
                CancelReason.PAYMENT_FAILED,
                News.RESERVED,
                News.DECLINED,
                News.CUSTOMER_CANCELS,
                News.RESTORED,
                News.REFUNDED);

        final OrderStatus end;
        final Optional<CancelReason> reason;
        final List<News> news;

        Story(
                OrderStatus end,
                @org.jspecify.annotations.Nullable CancelReason reason,
                News... news) {
            this.end = end;
            this.reason = Optional.ofNullable(reason);
            this.news = List.of(news);
        }
    }

    @ParameterizedTest
    @EnumSource
    void every_order_of_arrival_has_the_same_end(Story story) {
        Stream.concat(Permutations.of(story.news), Permutations.withOneDuplicate(story.news))
                .forEach(arrival -> assertEnd(story, arrival));
    }

    /**
     * A customer's cancel and the deadline are not news: the deadline looks at the order first, and
     * may come too late.
     */
    @ParameterizedTest
    @EnumSource(names = {"COMPLETED", "DECLINED", "REJECTED"})
    void a_deadline_in_between_leaves_no_order_open(Story story) {
        var news = new ArrayList<>(story.news);
        news.add(News.DEADLINE);
        Permutations.of(news)
                .forEach(
                        arrival -> {
                            var order = order();
                            arrival.forEach(it -> it.step.apply(order, NOW));
                            List.of(News.RESTORED, News.REFUNDED).stream()
                                    .filter(_ -> !order.facts().cancelReasons().isEmpty())
                                    .forEach(answer -> answer.step.apply(order, NOW));
                            assertThat(order.status().isFinal()).as("%s", arrival).isTrue();
                        });
    }

    private static void assertEnd(Story story, List<News> arrival) {
        var order = order();
        var told = new ArrayList<Order.Event>();
        arrival.forEach(news -> told.addAll(news.step.apply(order, NOW)));

        assertThat(order.status()).as("status after %s", arrival).isEqualTo(story.end);
        assertThat(order.cancelReason()).as("reason after %s", arrival).isEqualTo(story.reason);
        assertThat(told).as("told after %s", arrival).doesNotHaveDuplicates();
        assertThat(told.stream().filter(Order.Cancelled.class::isInstance))
                .as("told after %s", arrival)
                .hasSize(story.end == OrderStatus.CANCELLED ? 1 : 0);
        if (story.end == OrderStatus.COMPLETED) {
            assertThat(told.stream().filter(Order.Completed.class::isInstance))
                    .as("told after %s", arrival)
                    .hasSize(1);
        }
        assertThat(told.stream().filter(Order.PaymentRequested.class::isInstance).count())
                .as("told after %s", arrival)
                .isLessThanOrEqualTo(1);
    }

    private static Order order() {
        var line = new OrderLine(1, "Espresso cup", 2, Money.of("12.50", "EUR"));
        return Order.place(OrderId.next(), "1", List.of(line), PaymentChoice.POINTS, NOW).order();
    }
}
