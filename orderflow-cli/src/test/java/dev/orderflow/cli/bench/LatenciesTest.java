package dev.orderflow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    final Latencies latencies = new Latencies();

    @Test
    void of_a_thousand_durations_each_percentile_is_the_one_that_so_many_did_not_exceed() {
        LongStream.rangeClosed(1, 1000).map(millis -> millis * 1000).forEach(latencies::add);

        var percentiles = latencies.percentiles();
        assertThat(percentiles.p50()).isCloseTo(500, within(1.0));
        assertThat(percentiles.p95()).isCloseTo(950, within(1.0));
        assertThat(percentiles.p99()).isCloseTo(990, within(1.0));
        assertThat(percentiles.max()).isCloseTo(1000, within(1.0));
    }

    @Test
    void less_than_a_millisecond_is_told_apart() {
        latencies.add(250);

        assertThat(latencies.percentiles().p50()).isCloseTo(0.25, within(0.001));
    }

    @Test
    void what_ended_before_it_began_took_no_time() {
        latencies.add(-1);

        assertThat(latencies.percentiles().max()).isZero();
    }
}
