package dev.orderflow.inventory.adapter.out.metrics;

import dev.orderflow.inventory.application.port.out.ReservationRate;
import dev.orderflow.inventory.domain.Reservation;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Counters {@code inventory.reservations}, one an outcome. What is rolled back is not counted. */
@Component
class MeteredReservationRate implements ReservationRate {

    private final Counter reserved;
    private final Counter rejected;

    MeteredReservationRate(MeterRegistry meters) {
        reserved = counter("reserved", meters);
        rejected = counter("rejected", meters);
    }

    @Override
    public void count(Reservation.Event event) {
        switch (event) {
            case Reservation.Reserved _ -> afterCommit(reserved);
            case Reservation.Rejected _ -> afterCommit(rejected);
            case Reservation.Deducted _, Reservation.Restored _ -> {}
        }
    }

    private static void afterCommit(Counter counter) {
        TransactionSynchronizationManager.registerSynchronization(
                new TransactionSynchronization() {
                    @Override
                    public void afterCommit() {
                        counter.increment();
                    }
                });
    }

    private static Counter counter(String outcome, MeterRegistry meters) {
        return Counter.builder("inventory.reservations")
                .description("Orders whose stock was asked for, by what came of it")
                .tag("outcome", outcome)
                .register(meters);
    }
}
