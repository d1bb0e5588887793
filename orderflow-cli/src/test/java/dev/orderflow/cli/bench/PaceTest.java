package dev.orderflow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    void at_a_rate_an_order_counts_from_when_it_was_due_however_late_it_is_sent() {
        var pace = Pace.rate(1_000_000, 100);

        assertThat(pace.startOf(0, 1_000_003)).isEqualTo(1_000_000);
        assertThat(pace.startOf(250, 9_000_000)).isEqualTo(3_500_000);
    }

    @Test
    void without_a_rate_it_counts_from_when_it_is_sent() {
        assertThat(Pace.unbounded(1_000_000).startOf(250, 9_000_000)).isEqualTo(9_000_000);
    }

    @Test
    void nobody_comes_before_an_order_is_due() {
        var start = Clock.micros();
        var pace = Pace.rate(start, 100);

        pace.await(5);

        assertThat(Clock.micros()).isGreaterThanOrEqualTo(start + 50_000);
    }

    @Test
    void who_is_late_does_not_wait() {
        Pace.rate(Clock.micros() - 60_000_000, 100).await(5);
        Pace.unbounded(Clock.micros()).await(1_000_000);
    }
}
