package dev.orderflow.cli.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuditTest {

    private final ToldOfOrders told = new ToldOfOrders();
    private final UUID order = UUID.randomUUID();

    @Test
    void what_was_told_and_is_so_is_neither_lost_nor_doubled() {
        placed();

        var audit = Audit.of(Map.of(order, "COMPLETED"), told);

        assertThat(audit).isEqualTo(new Audit(1, 1, 0, List.of(), List.of()));
    }

    @Test
    void an_order_that_is_not_there_or_not_at_its_end_is_lost() {
        placed();

        assertThat(Audit.of(Map.of(), told).lost())
                .containsExactly("order %s: it is not there".formatted(order));
        assertThat(Audit.of(Map.of(order, "CONFIRMED"), told).lost()).hasSize(1);
    }

    @Test
    void a_cancellation_that_was_accepted_and_did_not_happen_is_lost() {
        placed();
        told.cancelAccepted(order);

        assertThat(Audit.of(Map.of(order, "COMPLETED"), told).lost()).hasSize(1);
        assertThat(Audit.of(Map.of(order, "CANCELLED"), told).lost()).isEmpty();
    }

    @Test
    void an_order_that_nobody_was_told_of_is_a_double_once_everybody_has_an_answer() {
        placed();
        told.begin();
        var orders = Map.of(order, "COMPLETED", UUID.randomUUID(), "COMPLETED");

        assertThat(Audit.of(orders, told).doubled()).isEmpty();
        told.end();
        assertThat(Audit.of(orders, told).doubled()).hasSize(1);
    }

    @Test
    void one_key_that_made_two_orders_is_noticed() {
        placed();
        told.placed(1, order);
        assertThat(told.contradictions()).isEmpty();

        told.placed(1, UUID.randomUUID());

        assertThat(told.contradictions()).hasSize(1);
    }

    private void placed() {
        told.placed(1, order);
    }
}
