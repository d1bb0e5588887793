package dev.orderflow.inventory.adapter.out.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.Reservation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

class MeteredReservationRateTest {

    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final MeteredReservationRate rate = new MeteredReservationRate(meters);
    final OrderId order = new OrderId(UUID.randomUUID());

    @BeforeEach
    void begin() {
        TransactionSynchronizationManager.initSynchronization();
    }

    @AfterEach
    void end() {
        TransactionSynchronizationManager.clearSynchronization();
    }

    @Test
    void an_outcome_counts_when_it_is_committed_and_not_before() {
        rate.count(new Reservation.Reserved(order));
        assertThat(counted("reserved")).isZero();

        commit();
        assertThat(counted("reserved")).isEqualTo(1);
        assertThat(counted("rejected")).isZero();
    }

    @Test
    void only_what_came_of_the_attempt_to_reserve_is_an_outcome() {
        rate.count(new Reservation.Rejected(order, List.of()));
        rate.count(new Reservation.Deducted(order));
        rate.count(new Reservation.Restored(order, List.of()));

        commit();
        assertThat(counted("reserved")).isZero();
        assertThat(counted("rejected")).isEqualTo(1);
    }

    private static void commit() {
        TransactionSynchronizationUtils.invokeAfterCommit(
                TransactionSynchronizationManager.getSynchronizations());
    }

    private double counted(String outcome) {
        return meters.counter("inventory.reservations", "outcome", outcome).count();
    }
}
