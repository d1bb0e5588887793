package dev.orderflow.order.application.port;

import dev.orderflow.order.domain.CancelReason;
import dev.orderflow.order.domain.Money;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderLine;
import dev.orderflow.order.domain.OrderStatus;
import dev.orderflow.order.domain.PaymentChoice;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An order to look at: with its lines, and without its rules.
 *
 * @param deadline when it is cancelled unless it is final by then
 */
public record OrderView(
        OrderId orderId,
        String userId,
        OrderStatus status,
        List<OrderLine> lines,
        Money total,
        PaymentChoice.Method paymentMethod,
        Optional<CancelReason> cancelReason,
        Instant createdAt,
        Instant updatedAt,
        Optional<Instant> completedAt,
        Instant deadline) {}
