package dev.orderflow.notification.domain;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/**
 * One thing that happened to a customer's order.
 *
 * @param eventId of the event that brought the news
 * @param occurredAt when it happened, by the event
 * @param amount what the order costs, or what was paid or given back
 */
public record OrderNews(
        UUID eventId, UUID orderId, UserId userId, Instant occurredAt, Money amount, What what) {

    /** Giving back nothing, as payment does for an order that was never paid, is no news. */
    public boolean isWorthTelling() {
        return !(what instanceof What.Refunded && amount.isZero());
    }

    public Kind kind() {
        return switch (what) {
            case What.Created _ -> Kind.CREATED;
            case What.Paid _ -> Kind.PAID;
            case What.Completed _ -> Kind.COMPLETED;
            case What.Cancelled _ -> Kind.CANCELLED;
            case What.Refunded _ -> Kind.REFUNDED;
        };
    }

    /** The day that it counts for. */
    public LocalDate day() {
        return LocalDate.ofInstant(occurredAt, ZoneOffset.UTC);
    }

    /** What happened. */
    public sealed interface What {

        record Created(List<Line> lines) implements What {}

        record Paid() implements What {}

        record Completed() implements What {}

        record Cancelled(CancelReason reason) implements What {}

        record Refunded() implements What {}
    }

    /** So many of one product. */
    public record Line(String product, int quantity, Money unitPrice) {}
}
