package dev.orderflow.payment.application;

import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentFailure;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Counts how payments end, once that is certain: {@code payment.outcomes}, by outcome and failure
 * code.
 */
@Component
class OutcomeCounter {

    private final MeterRegistry meters;

    /** Each is there from the start: a counter that first appears as 1 has not grown. */
    OutcomeCounter(MeterRegistry meters) {
        this.meters = meters;
        Stream.of("completed", "refunded", "voided").forEach(outcome -> counter(outcome, "none"));
        Stream.of(PaymentFailure.Code.values()).forEach(code -> counter("failed", code.name()));
    }

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
        counter(outcome, code).increment();
    }

    private Counter counter(String outcome, String code) {
        return meters.counter("payment.outcomes", "outcome", outcome, "code", code);
    }
}
