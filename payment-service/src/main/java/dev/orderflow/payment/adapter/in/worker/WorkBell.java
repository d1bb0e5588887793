package dev.orderflow.payment.adapter.in.worker;

import dev.orderflow.payment.application.port.out.GatewayWork;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Wakes the worker. A ring while it is awake is kept, so that no work is overlooked between looking
 * and sleeping.
 */
@Component
class WorkBell implements GatewayWork {

    private final Semaphore rings = new Semaphore(0);

    @Override
    public void announce() {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            ring();
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        ring();
                    }
                });
    }

    void ring() {
        rings.release();
    }

    /** Returns when it rang, or the time is up. */
    void await(Duration atMost) throws InterruptedException {
        if (rings.tryAcquire(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            rings.drainPermits();
        }
    }
}
