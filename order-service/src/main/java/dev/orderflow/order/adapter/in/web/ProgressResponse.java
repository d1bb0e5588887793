package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.OrderProgress;
import dev.orderflow.order.domain.CancelReason;
import dev.orderflow.order.domain.OrderStatus;
import dev.orderflow.order.domain.PaymentFact;
import dev.orderflow.order.domain.StockFact;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a stream tells of an order. */
record ProgressResponse(
        UUID orderId,
        OrderStatus status,
        StockFact stock,
        PaymentFact payment,
        @Nullable CancelReason reason,
        Instant updatedAt) {

    static ProgressResponse of(OrderProgress order) {
        return new ProgressResponse(
                order.orderId().value(),
                order.status(),
                order.stock(),
                order.payment(),
                order.cancelReason().orElse(null),
                order.updatedAt());
    }

    /**
     * Says what a client knows that has seen this. What is known of an order only grows, so no id
     * ever comes back, and a client needs only what differs from the last one it saw.
     */
    String id() {
        return reason == null
                ? "%s.%s.%s".formatted(status, stock, payment)
                : "%s.%s.%s.%s".formatted(status, stock, payment, reason);
    }
}
