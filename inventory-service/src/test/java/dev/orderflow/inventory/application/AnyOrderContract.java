package dev.orderflow.inventory.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.inventory.application.port.in.FulfilOrdersUseCase;
import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Reservation.Deducted;
import dev.orderflow.inventory.domain.Reservation.Event;
import dev.orderflow.inventory.domain.Reservation.Rejected;
import dev.orderflow.inventory.domain.Reservation.Reserved;
import dev.orderflow.inventory.domain.Reservation.Restored;
import dev.orderflow.inventory.domain.Reservation.Status;
import dev.orderflow.inventory.domain.Shortage;
import dev.orderflow.inventory.domain.Stock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The news of an order may come in any order and twice: the end is the same. Holds for every {@link
 * StockBook}.
 */
abstract class AnyOrderContract {

    static final int IN_STOCK = 5;

    final RecordedEvents events = new RecordedEvents();
    final OrderId order = new OrderId(UUID.randomUUID());
    FulfilOrdersUseCase orders;
    ProductId book;
    ProductId pen;

    abstract StockBook stockBook();

    /** A product on sale, of which {@link #IN_STOCK} are there. */
    abstract ProductId product();

    abstract <T> T inOneTransaction(Supplier<T> work);

    @BeforeEach
    void open_shop() {
        orders = new FulfilOrdersService(stockBook(), events, _ -> {});
        book = product();
        pen = product();
    }

    static Stream<List<News>> everyDelivery() {
        return News.everyDelivery();
    }

    @ParameterizedTest
    @MethodSource("everyDelivery")
    void an_order_that_can_be_met_ends_the_same(List<News> news) {
        var lines = List.of(new Line(book, 2), new Line(pen, 5));

        deliverOneByOne(news, lines);

        assertMet(Set.copyOf(news), lines);
    }

    @ParameterizedTest
    @MethodSource("everyDelivery")
    void an_order_that_can_be_met_ends_the_same_when_all_news_come_in_one_poll(List<News> news) {
        var lines = List.of(new Line(book, 2), new Line(pen, 5));

        deliverTogether(news, lines);

        assertMet(Set.copyOf(news), lines);
    }

    @ParameterizedTest
    @MethodSource("everyDelivery")
    void an_order_that_cannot_be_met_ends_the_same(List<News> news) {
        var lines = List.of(new Line(book, 2), new Line(pen, 6));

        deliverOneByOne(news, lines);

        assertNotMet(Set.copyOf(news));
    }

    @ParameterizedTest
    @MethodSource("everyDelivery")
    void an_order_that_cannot_be_met_ends_the_same_when_all_news_come_in_one_poll(List<News> news) {
        var lines = List.of(new Line(book, 2), new Line(pen, 6));

        deliverTogether(news, lines);

        assertNotMet(Set.copyOf(news));
    }

    private void deliverOneByOne(List<News> news, List<Line> lines) {
        news.forEach(
                it ->
                        inOneTransaction(
                                () -> {
                                    it.tell(orders, order, lines);
                                    return null;
                                }));
    }

    private void deliverTogether(List<News> news, List<Line> lines) {
        inOneTransaction(
                () -> {
                    orders.expect(List.of(order), List.of(book, pen));
                    news.forEach(it -> it.tell(orders, order, lines));
                    return null;
                });
    }

    private void assertMet(Set<News> heard, List<Line> lines) {
        if (heard.contains(News.CANCELLED)) {
            assertGivenBack();
        } else if (!heard.contains(News.PLACED)) {
            assertEnd(Status.AWAITED, IN_STOCK, 0, 0);
        } else if (heard.contains(News.PAID)) {
            assertEnd(
                    Status.DEDUCTED, IN_STOCK - 2, 0, 2, new Reserved(order), new Deducted(order));
        } else {
            assertEnd(Status.RESERVED, IN_STOCK - 2, 2, 0, new Reserved(order));
        }
        assertThat(restored()).allMatch(it -> it.lines().equals(wasReserved() ? lines : List.of()));
    }

    private void assertNotMet(Set<News> heard) {
        if (heard.contains(News.CANCELLED)) {
            assertGivenBack();
        } else if (!heard.contains(News.PLACED)) {
            assertEnd(Status.AWAITED, IN_STOCK, 0, 0);
        } else {
            assertEnd(
                    Status.REJECTED,
                    IN_STOCK,
                    0,
                    0,
                    new Rejected(order, List.of(new Shortage(pen, 6, IN_STOCK))));
        }
        assertThat(restored()).allMatch(it -> it.lines().isEmpty());
    }

    private void assertEnd(Status status, int available, int reserved, int sold, Event... told) {
        assertThat(status()).isEqualTo(status);
        assertThat(stockOf(book))
                .isEqualTo(new Stock(book, true, available, reserved, sold, IN_STOCK));
        assertThat(events.about(order)).containsExactly(told);
    }

    /**
     * What was told on the way depends on how far the order had come; each thing is told once, and
     * this last.
     */
    private void assertGivenBack() {
        assertThat(status()).isEqualTo(Status.RESTORED);
        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, IN_STOCK, 0, 0, IN_STOCK));
        assertThat(stockOf(pen)).isEqualTo(new Stock(pen, true, IN_STOCK, 0, 0, IN_STOCK));
        assertThat(events.about(order)).doesNotHaveDuplicates().last().isInstanceOf(Restored.class);
        assertThat(restored()).hasSize(1);
    }

    private boolean wasReserved() {
        return events.about(order).contains(new Reserved(order));
    }

    private List<Restored> restored() {
        return events.about(order).stream()
                .filter(Restored.class::isInstance)
                .map(Restored.class::cast)
                .toList();
    }

    private Status status() {
        return inOneTransaction(() -> stockBook().reservation(order).status());
    }

    private Stock stockOf(ProductId product) {
        return inOneTransaction(() -> stockBook().shelf(Set.of(product)).of(product).orElseThrow());
    }
}
