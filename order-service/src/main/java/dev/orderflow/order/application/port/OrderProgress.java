package dev.orderflow.order.application.port;

import dev.orderflow.order.domain.CancelReason;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import dev.orderflow.order.domain.PaymentFact;
import dev.orderflow.order.domain.StockFact;
import java.time.Instant;
import java.util.Optional;

/** How far an order is. */
public record OrderProgress(
        OrderId orderId,
        OrderStatus status,
        StockFact stock,
        PaymentFact payment,
        Optional<CancelReason> cancelReason,
        Instant updatedAt) {}
