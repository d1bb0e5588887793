package dev.orderflow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MachineTimeTest {

    @Test
    void waiting_is_not_busy_and_guests_are_not_counted_twice() {
        assertThat(MachineTime.parse("cpu  100 10 50 90000 7000 3 2 35 40 0"))
                .isEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void what_neither_the_system_nor_the_generator_took_was_taken_elsewhere() {
        var before = reading(10, 1, 100);
        var after = reading(14, 2, 120);

        assertThat(after.since(before).elsewhere()).isEqualTo(Duration.ofSeconds(15));
    }

    private static Reading reading(int system, int generator, int machine) {
        return new Reading(
                Map.of("kafka", Duration.ofSeconds(system)),
                Duration.ofSeconds(generator),
                Duration.ofSeconds(machine),
                Map.of(),
                Map.of(),
                0);
    }
}
