package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.domain.CancelReason;
import dev.orderflow.order.domain.OrderLine;
import dev.orderflow.order.domain.OrderStatus;
import dev.orderflow.order.domain.PaymentChoice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * @param deadline when the order is cancelled unless it is final by then
 */
record OrderResponse(
        UUID orderId,
        String userId,
        OrderStatus status,
        List<Item> items,
        BigDecimal total,
        String currency,
        PaymentChoice.Method paymentMethod,
        @Nullable CancelReason reason,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant completedAt,
        Instant deadline) {

    record Item(long productId, String name, int quantity, BigDecimal unitPrice) {

        static Item of(OrderLine line) {
            return new Item(
                    line.productId(), line.name(), line.quantity(), line.unitPrice().amount());
        }
    }

    static OrderResponse of(OrderView order) {
        return new OrderResponse(
                order.orderId().value(),
                order.userId(),
                order.status(),
                order.lines().stream().map(Item::of).toList(),
                order.total().amount(),
                order.total().currency().getCurrencyCode(),
                order.paymentMethod(),
                order.cancelReason().orElse(null),
                order.createdAt(),
                order.updatedAt(),
                order.completedAt().orElse(null),
                order.deadline());
    }
}
