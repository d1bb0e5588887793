package dev.orderflow.order.application;

import dev.orderflow.order.application.port.out.OrderEvents;
import dev.orderflow.order.application.port.out.Orders;
import dev.orderflow.order.domain.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.BiFunction;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * How an order takes a step, whoever makes it take one: it learns something, is saved, and what it
 * tells is published.
 */
@Component
@RequiredArgsConstructor
class OrderSteps {

    private final Orders orders;
    private final OrderEvents events;
    private final FinalOrders finalOrders;
    private final OrderMetrics metrics;
    private final Clock clock;

    void take(Order order, BiFunction<Order, Instant, List<Order.Event>> step) {
        var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        var before = order.facts();
        var told = step.apply(order, now);
        if (order.facts().equals(before)) {
            return;
        }
        orders.save(order, now);
        told.forEach(events::publish);
        if (order.status() != before.status()) {
            metrics.entered(order.status());
            if (order.status().isFinal()) {
                if (before.completedAt().isEmpty()) { // else it is given back, hours later perhaps
                    metrics.ended(order.status(), Duration.between(order.createdAt(), now));
                }
                finalOrders.announceAfterCommit(order.id());
            }
        }
    }
}
