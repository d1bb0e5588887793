package dev.orderflow.payment.application;

import dev.orderflow.payment.domain.Payment;
import io.micrometer.core.instrument.MeterRegistry;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts how payments end, once that is certain: {@code payment.outcomes}, by outcome and failure
 * code.
 */
@Component
@RequiredArgsConstructor
class OutcomeCounter {

    private final MeterRegistry meters;

    void count(Payment.Event event) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            increment(event);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        increment(event);
                    }
                });
    }

    private void increment(Payment.Event event) {
        switch (event) {
            case Payment.Completed _ -> increment("completed", "none");
            case Payment.Failed failed -> increment("failed", failed.failure().code().name());
            case Payment.Refunded refunded ->
                    increment(refunded.amount().isZero() ? "voided" : "refunded", "none");
        }
    }

    private void increment(String outcome, String code) {
        meters.counter("payment.outcomes", "outcome", outcome, "code", code).increment();
    }
}
