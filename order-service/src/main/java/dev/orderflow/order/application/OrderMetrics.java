package dev.orderflow.order.application;

import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.domain.OrderStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** How many orders went where and how fast, and which of those that are open are late. */
@Component
class OrderMetrics {

    /** From what is usual to what is the default deadline. */
    private static final Duration[] BOUNDS = {
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        Duration.ofSeconds(2),
        Duration.ofSeconds(5),
        Duration.ofSeconds(10),
        Duration.ofSeconds(30),
        Duration.ofMinutes(1),
        Duration.ofMinutes(5),
        Duration.ofMinutes(15)
    };

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
        Gauge.builder("orders.past.deadline", () -> orders.countPastDeadline(clock.instant()))
                .description("Orders that are not final and should have been by now")
                .register(meters);
        // Seen as zero before the first of each: a counter that appears as 1 has not grown.
        Arrays.stream(OrderStatus.values()).forEach(this::counter);
    }

    /** Counted when the transaction commits: what is undone, and tried again, counts once. */
    void entered(OrderStatus status) {
        afterCommit(() -> counter(status).increment());
    }

    /** How long an order took to its first end; when the transaction commits, too. */
    void ended(OrderStatus status, Duration sincePlaced) {
        var timer =
                Timer.builder("orders.time.to.end")
                        .description("From placing an order to its first final status")
                        .tag("status", name(status))
                        .serviceLevelObjectives(BOUNDS)
                        .register(meters);
        afterCommit(() -> timer.record(sincePlaced));
    }

    private static void afterCommit(Runnable counting) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        counting.run();
                    }
                });
    }

    private Counter counter(OrderStatus status) {
        return meters.counter("orders.entered", "status", name(status));
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
