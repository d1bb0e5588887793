package dev.orderflow.inventory.adapter.in.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.Event;
import dev.orderflow.events.contract.inventory.InsufficientStock;
import dev.orderflow.events.contract.inventory.ProductUpdated;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.inventory.StockRestored;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.inventory.application.port.in.BrowseProductsUseCase;
import dev.orderflow.inventory.application.port.in.ManageProductsUseCase;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Stock;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The service as the others see it: events in, events out. */
@OrderflowTest
class InventoryEventListenerTest {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final long NO_SUCH_PRODUCT = 1_000_000_000;
    static final BigDecimal PRICE = new BigDecimal("12.50");

    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired ManageProductsUseCase manage;
    @Autowired BrowseProductsUseCase browse;
    @Autowired MeterRegistry meters;

    final UUID order = UUID.randomUUID();

    @Test
    void a_paid_order_goes_from_stock_to_sold() {
        var book = product(10);

        others.send(created(order, line(book, 2), line(book, 1)));
        published.await(StockReserved.class, order);
        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, 7, 3, 0, 10));

        others.send(paid());
        published.await(StockDeducted.class, order);
        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, 7, 0, 3, 10));
    }

    @Test
    void an_order_that_cannot_be_met_is_told_what_is_short() {
        var book = product(1);
        var retired = product(5);
        manage.change(retired, new ProductDetails("Retired", price(), false));

        others.send(
                created(
                        order,
                        line(book, 2),
                        line(retired, 1),
                        line(new ProductId(NO_SUCH_PRODUCT), 4)));

        assertThat(published.await(InsufficientStock.class, order).shortages())
                .containsExactly(
                        new InsufficientStock.Shortage(book.value(), 2, 1),
                        new InsufficientStock.Shortage(retired.value(), 1, 0),
                        new InsufficientStock.Shortage(NO_SUCH_PRODUCT, 4, 0));
        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, 1, 0, 0, 1));
    }

    @Test
    void a_cancelled_order_is_told_what_went_back() {
        var book = product(10);
        var pen = product(10);
        others.send(created(order, line(pen, 1), line(book, 2)));
        others.send(paid());
        published.await(StockDeducted.class, order);

        others.send(cancelled());

        assertThat(published.await(StockRestored.class, order).items())
                .containsExactly(
                        new StockRestored.Item(book.value(), 2),
                        new StockRestored.Item(pen.value(), 1));
        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, 10, 0, 0, 10));
    }

    @Test
    void a_cancel_that_overtakes_its_order_is_answered_and_the_order_takes_nothing() {
        var book = product(10);
        others.send(cancelled());
        assertThat(published.await(StockRestored.class, order).items()).isEmpty();

        others.send(created(order, line(book, 2)));
        others.awaitHandled();

        assertThat(published.all(StockReserved.class, order)).isEmpty();
        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, 10, 0, 0, 10));
    }

    @Test
    void what_is_delivered_again_under_the_same_or_a_new_event_id_changes_nothing() {
        var book = product(10);
        for (Event event : List.of(created(order, line(book, 2)), paid(), cancelled())) {
            var first = others.send(event);
            others.send(first, event);
            others.send(event);
            others.send(first, event);
            others.awaitHandled();
        }

        published.await(StockRestored.class, order);
        assertThat(published.all(StockReserved.class, order)).hasSize(1);
        assertThat(published.all(StockDeducted.class, order)).hasSize(1);
        assertThat(published.all(StockRestored.class, order)).hasSize(1);
        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, 10, 0, 0, 10));
    }

    @Test
    void many_orders_of_few_products_share_what_is_there() {
        var book = product(100);
        var pen = product(100);
        var orders = Stream.generate(UUID::randomUUID).limit(150).toList();

        IntStream.range(0, orders.size())
                .forEach(
                        i -> {
                            var lines =
                                    i % 2 == 0
                                            ? List.of(line(book, 1), line(pen, 1))
                                            : List.of(line(pen, 1), line(book, 1));
                            others.send(
                                    created(
                                            orders.get(i),
                                            lines.toArray(OrderCreated.Line[]::new)));
                        });
        others.awaitHandled();

        assertThat(stockOf(book)).isEqualTo(new Stock(book, true, 0, 100, 0, 100));
        assertThat(stockOf(pen)).isEqualTo(new Stock(pen, true, 0, 100, 0, 100));
    }

    @Test
    void reservations_are_counted_by_outcome() {
        var book = product(1);
        var reserved = meters.counter("inventory.reservations", "outcome", "reserved");
        var rejected = meters.counter("inventory.reservations", "outcome", "rejected");
        double reservedBefore = reserved.count();
        double rejectedBefore = rejected.count();

        others.send(created(order, line(book, 1)));
        published.await(StockReserved.class, order);
        var tooLate = UUID.randomUUID();
        others.send(created(tooLate, line(book, 1)));
        published.await(InsufficientStock.class, tooLate);
        others.awaitHandled();

        assertThat(reserved.count() - reservedBefore).isEqualTo(1);
        assertThat(rejected.count() - rejectedBefore).isEqualTo(1);
    }

    @Test
    void a_product_is_told_when_it_is_new_and_each_time_it_changes() {
        var book = product(0);
        manage.change(book, new ProductDetails("Book", price(), true));
        manage.change(book, new ProductDetails("Better Book", Price.of("14", "EUR"), false));

        assertThat(
                        await().atMost(PATIENCE)
                                .until(
                                        () -> published.all(ProductUpdated.class, book.value()),
                                        all -> all.size() == 2))
                .extracting(PublishedEvents.Published::event)
                .containsExactly(
                        new ProductUpdated(book.value(), "Book", PRICE, "EUR", true, 1),
                        new ProductUpdated(
                                book.value(),
                                "Better Book",
                                new BigDecimal("14.00"),
                                "EUR",
                                false,
                                2));
        assertThat(browse.find(book).product().revision()).isEqualTo(2);
    }

    private OrderCreated created(UUID id, OrderCreated.Line... lines) {
        return new OrderCreated(id, "1", List.of(lines), PRICE, "EUR");
    }

    private PaymentCompleted paid() {
        return new PaymentCompleted(order, "1", UUID.randomUUID(), PRICE, "EUR");
    }

    private OrderCancelled cancelled() {
        return new OrderCancelled(order, "1", "CUSTOMER", PRICE, "EUR");
    }

    private static OrderCreated.Line line(ProductId product, int quantity) {
        return new OrderCreated.Line(product.value(), "Book", quantity, PRICE);
    }

    private static Price price() {
        return new Price(PRICE, Currency.getInstance("EUR"));
    }

    private ProductId product(int pieces) {
        var id = manage.create(new ProductDetails("Book", price(), true)).product().id();
        if (pieces > 0) {
            manage.receive(new Line(id, pieces));
        }
        return id;
    }

    private Stock stockOf(ProductId product) {
        return browse.find(product).stock();
    }
}
