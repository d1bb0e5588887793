package dev.orderflow.order.application;

import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.domain.OrderStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** How many orders went where, and how long the oldest open ones wait. */
@Component
class OrderMetrics {

    private final MeterRegistry meters;

    OrderMetrics(MeterRegistry meters, OrderViews orders, Clock clock) {
        this.meters = meters;
        Arrays.stream(OrderStatus.values())
                .filter(status -> !status.isFinal())
                .forEach(
                        status ->
                                Gauge.builder("orders.oldest.age", () -> age(orders, status, clock))
                                        .description(
                                                "How long ago the oldest order in this status was placed")
                                        .baseUnit("seconds")
                                        .tag("status", name(status))
                                        .register(meters));
    }

    void entered(OrderStatus status) {
        meters.counter("orders.entered", "status", name(status)).increment();
    }

    private static double age(OrderViews orders, OrderStatus status, Clock clock) {
        return orders.oldest(status)
                .map(placed -> Duration.between(placed, clock.instant()).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private static String name(OrderStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
