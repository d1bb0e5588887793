package dev.orderflow.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.notification.domain.OrderNews.Line;
import dev.orderflow.notification.domain.OrderNews.What;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** News of one order, to test with. */
public record News(UUID orderId, UserId userId, Instant at) {

    public static final Instant NOON = Instant.parse("2026-03-14T12:00:00Z");

    public static News ofOrder() {
        return new News(UuidCreator.getTimeOrderedEpoch(), new UserId("1"), NOON);
    }

    public News at(String time) {
        return new News(orderId, userId, Instant.parse(time));
    }

    public OrderNews created(Line... lines) {
        return news("25.00", new What.Created(List.of(lines)));
    }

    public OrderNews paid() {
        return news("25.00", new What.Paid());
    }

    public OrderNews completed() {
        return news("25.00", new What.Completed());
    }

    public OrderNews cancelled(CancelReason reason) {
        return news("25.00", new What.Cancelled(reason));
    }

    public OrderNews refunded(String amount) {
        return news(amount, new What.Refunded());
    }

    /** Everything that can happen to an order which is cancelled after it was completed. */
    public List<OrderNews> all() {
        return List.of(
                created(),
                paid(),
                completed(),
                cancelled(CancelReason.CUSTOMER),
                refunded("25.00"));
    }

    /** The same news, brought by another event. */
    public static OrderNews again(OrderNews news) {
        return new OrderNews(
                UuidCreator.getTimeOrderedEpoch(),
                news.orderId(),
                news.userId(),
                news.occurredAt(),
                news.amount(),
                news.what());
    }

    public static Line line(int quantity, String product, String unitPrice) {
        return new Line(product, quantity, eur(unitPrice));
    }

    public static Money eur(String amount) {
        return Money.of(new BigDecimal(amount), "EUR");
    }

    private OrderNews news(String amount, What what) {
        return new OrderNews(
                UuidCreator.getTimeOrderedEpoch(), orderId, userId, at, eur(amount), what);
    }
}
