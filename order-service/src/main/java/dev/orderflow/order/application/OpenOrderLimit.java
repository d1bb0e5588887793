package dev.orderflow.order.application;

import dev.orderflow.order.application.port.out.OrderViews;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * Keeps one customer from filling the system with open orders. A brake, not an account: nearly
 * every order is let through without asking the database, so that a customer can be over the limit
 * by a tenth after a restart, and on each instance.
 */
@Component
@RequiredArgsConstructor
class OpenOrderLimit {

    /** Whoever ordered longer ago than so many others is treated as new. */
    private static final int CUSTOMERS = 10_000;

    /** How many of the newest orders are looked at, for each that may be open. */
    private static final int DEPTH = 10;

    private final OrderPolicy policy;
    private final OrderViews orders;
    private final Map<String, AtomicInteger> allowances =
            Collections.synchronizedMap(
                    new LinkedHashMap<>(16, 0.75f, true) {

                        private static final long serialVersionUID = 1L;

                        @Override
                        protected boolean removeEldestEntry(
                                Map.Entry<String, AtomicInteger> eldest) {
                            return size() > CUSTOMERS;
                        }
                    });

    /**
     * @throws TooManyOpenOrdersException where the customer has too many already
     */
    void admit(String userId) {
        var allowance = allowances.computeIfAbsent(userId, _ -> forNewcomers());
        if (allowance.getAndDecrement() > 0) {
            return;
        }
        var left = policy.maxOpen() - orders.countOpen(userId, DEPTH * policy.maxOpen());
        if (left <= 0) {
            throw new TooManyOpenOrdersException(policy.maxOpen());
        }
        allowance.set(left / 2); // what others let through at the same moment may be the other half
    }

    private AtomicInteger forNewcomers() {
        return new AtomicInteger(policy.maxOpen() / 10);
    }
}
