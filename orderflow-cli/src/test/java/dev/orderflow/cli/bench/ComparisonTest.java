package dev.orderflow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void modes_are_measured_in_turn() throws InterruptedException {
        var measured = new ArrayList<Mode>();

        Comparison.run(
                Mode.RECORD,
                3,
                mode -> {
                    measured.add(mode);
                    return Reports.of(100);
                });

        assertThat(measured)
                .containsExactly(
                        Mode.BATCH, Mode.RECORD, Mode.BATCH, Mode.RECORD, Mode.BATCH, Mode.RECORD);
    }

    @Test
    void the_ratio_is_that_of_the_medians() {
        var comparison = comparison(List.of(900.0, 1100.0, 1000.0), List.of(125.0, 100.0, 400.0));

        assertThat(comparison.ratio()).isEqualTo(8);
    }

    @Test
    void each_figure_has_a_median_of_its_own() {
        var median = comparison(List.of(800.0, 1000.0, 500.0), List.of(1.0)).median(Mode.BATCH);

        assertThat(median.completedPerSecond()).isEqualTo(800);
        assertThat(median.costs().cpuMsPerOrder()).containsEntry("order-service", 1.25);
        assertThat(median.refused()).isEqualTo(9);
    }

    @Test
    void of_two_rounds_the_median_lies_in_the_middle() {
        assertThat(
                        comparison(List.of(800.0, 1000.0), List.of(1.0))
                                .median(Mode.BATCH)
                                .completedPerSecond())
                .isEqualTo(900);
    }

    @Test
    void a_mode_is_a_setting_of_the_services() {
        assertThat(Mode.RECORD.variables()).containsEntry("APP_KAFKA_CONSUMER_BATCH", "false");
        assertThat(Mode.BATCH.variables()).containsEntry("APP_KAFKA_CONSUMER_BATCH", "true");
        assertThat(Mode.INSTANCES.variables()).isEqualTo(Mode.BATCH.variables());
    }

    private static Comparison comparison(List<Double> batch, List<Double> record) {
        var rounds = new EnumMap<Mode, List<Report>>(Mode.class);
        rounds.put(Mode.BATCH, batch.stream().map(Reports::of).toList());
        rounds.put(Mode.RECORD, record.stream().map(Reports::of).toList());
        return new Comparison(Mode.RECORD, rounds);
    }
}
