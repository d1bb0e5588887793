package dev.orderflow.order.application;

import dev.orderflow.order.application.port.out.OrderViews;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
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
    private final Lock looking = new ReentrantLock();
    private volatile int open;

    OpenWorkLimit(OrderPolicy policy, OrderViews orders, MeterRegistry meters) {
        this.limit = policy.maxOpenInAll();
        this.orders = orders;
        Gauge.builder("orders.open", () -> open)
                .description("Orders that have not ended, counted up to the limit")
                .register(meters);
    }

    // At a fixed rate, which has a thread for each run: tasks with a fixed delay share one.
    @Scheduled(fixedRateString = "PT1S")
    void look() {
        if (!looking.tryLock()) {
            return;
        }
        try {
            know(orders.countOpen(limit));
        } catch (RuntimeException away) { // so that nobody orders either
            log.debug("Open orders cannot be counted", away);
        } finally {
            looking.unlock();
        }
    }

    private void know(int now) {
        var before = isReached();
        open = now;
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
