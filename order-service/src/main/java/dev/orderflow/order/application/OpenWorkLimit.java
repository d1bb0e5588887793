package dev.orderflow.order.application;

import dev.orderflow.order.application.port.out.OrderViews;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import lombok.extern.slf4j.Slf4j;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Keeps the system from taking more orders than it gets done before their deadlines. A brake, not
 * an account: it looks once a second how many are open, and lets all pass or none until it looks
 * again.
 */
@Slf4j
@Component
class OpenWorkLimit {

    private final int limit;
    private final OrderViews orders;
    private volatile int open;

    OpenWorkLimit(OrderPolicy policy, OrderViews orders, MeterRegistry meters) {
        this.limit = policy.maxOpenInAll();
        this.orders = orders;
        Gauge.builder("orders.open", () -> open)
                .description("Orders that have not ended, counted up to the limit")
                .register(meters);
    }

    @Scheduled(fixedDelayString = "1s")
    void look() {
        var before = isReached();
        open = orders.countOpen(limit);
        if (isReached() && !before) {
            log.warn("{} orders are open: new ones are refused until some have ended", open);
        } else if (before && !isReached()) {
            log.info("New orders are taken again: {} are open", open);
        }
    }

    /**
     * @throws TooMuchOpenWorkException where there are too many orders already
     */
    void admit() {
        if (isReached()) {
            throw new TooMuchOpenWorkException();
        }
    }

    private boolean isReached() {
        return open >= limit;
    }
}
