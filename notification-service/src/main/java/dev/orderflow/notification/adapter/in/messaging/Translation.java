package dev.orderflow.notification.adapter.in.messaging;

import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.OrderCompleted;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.notification.domain.CancelReason;
import dev.orderflow.notification.domain.Money;
import dev.orderflow.notification.domain.OrderNews;
import dev.orderflow.notification.domain.OrderNews.Line;
import dev.orderflow.notification.domain.OrderNews.What;
import dev.orderflow.notification.domain.UserId;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.UUID;

/** From published events to this service's own words. */
final class Translation {

    private Translation() {}

    static OrderNews of(OrderCreated event, EventMetadata about) {
        var lines =
                event.items().stream()
                        .map(
                                item ->
                                        new Line(
                                                item.name(),
                                                item.quantity(),
                                                Money.of(item.unitPrice(), event.currency())))
                        .toList();
        return news(
                about,
                event.orderId(),
                event.userId(),
                event.total(),
                event.currency(),
                new What.Created(lines));
    }

    static OrderNews of(PaymentCompleted event, EventMetadata about) {
        return news(
                about,
                event.orderId(),
                event.userId(),
                event.amount(),
                event.currency(),
                new What.Paid());
    }

    static OrderNews of(OrderCompleted event, EventMetadata about) {
        return news(
                about,
                event.orderId(),
                event.userId(),
                event.total(),
                event.currency(),
                new What.Completed());
    }

    static OrderNews of(OrderCancelled event, EventMetadata about) {
        return news(
                about,
                event.orderId(),
                event.userId(),
                event.total(),
                event.currency(),
                new What.Cancelled(reason(event.reason())));
    }

    static OrderNews of(PaymentRefunded event, EventMetadata about) {
        return news(
                about,
                event.orderId(),
                event.userId(),
                event.amount(),
                event.currency(),
                new What.Refunded());
    }

    private static OrderNews news(
            EventMetadata about,
            UUID orderId,
            String userId,
            BigDecimal amount,
            String currency,
            What what) {
        return new OrderNews(
                about.eventId(),
                orderId,
                new UserId(userId),
                about.timestamp(),
                Money.of(amount, currency),
                what);
    }

    /** Readers must not fail on a reason that was added after them. */
    private static CancelReason reason(String name) {
        return Arrays.stream(CancelReason.values())
                .filter(reason -> reason.name().equals(name))
                .findAny()
                .orElse(CancelReason.OTHER);
    }
}
