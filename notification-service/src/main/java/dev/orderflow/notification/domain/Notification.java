package dev.orderflow.notification.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.UUID;

/**
 * What a customer is told, once, about one piece of news.
 *
 * @param id grows with time, so that the newest has the highest
 */
public record Notification(UUID id, OrderNews news, Message message, Instant createdAt) {

    public static Notification about(OrderNews news, Instant now) {
        return new Notification(UuidCreator.getTimeOrderedEpoch(), news, Wording.of(news), now);
    }

    /** There is one notification for each of these. */
    public Subject subject() {
        return new Subject(news.orderId(), news.kind());
    }

    /** An order, and what is told about it. */
    public record Subject(UUID orderId, Kind kind) {}
}
