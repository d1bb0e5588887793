package dev.orderflow.order.application;

import dev.orderflow.order.domain.OrderId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Wakes whoever waits for an order to become final, if it becomes so in this instance. */
@Component
class FinalOrders {

    private final Map<OrderId, CountDownLatch> awaited = new ConcurrentHashMap<>();

    /** Returns when the order was announced or the time is up; look at the order to know which. */
    void await(OrderId orderId, Duration atMost) {
        var announced = awaited.computeIfAbsent(orderId, _ -> new CountDownLatch(1));
        try {
            var inTime = announced.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
            if (!inTime) {
                awaited.remove(orderId, announced);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    void announceAfterCommit(OrderId orderId) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        var announced = awaited.remove(orderId);
                        if (announced != null) {
                            announced.countDown();
                        }
                    }
                });
    }
}
