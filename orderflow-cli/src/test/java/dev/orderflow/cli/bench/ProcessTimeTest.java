package dev.orderflow.cli.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProcessTimeTest {

    @Test
    void own_time_and_that_of_ended_children_is_added_up() {
        var stat =
                "23890 (java) S 23635 23635 23635 0 -1 4194304 143567 2012 31 0 5102 1403 20 5 20 0"
                        + " 96 0 3317801 2770903040 99430 18446744073709551615 1 1 0 0";

        assertThat(ProcessTime.parse(stat)).isEqualTo(Duration.ofMillis(65_300));
    }

    @Test
    void a_program_may_have_blanks_and_brackets_in_its_name() {
        var stat = "7 (tmux: server) 2) R 1 7 7 0 -1 4194304 1 1 0 0 3 4 0 0 20 0 1 0 1 1 1";

        assertThat(ProcessTime.parse(stat)).isEqualTo(Duration.ofMillis(70));
    }

    @Test
    void this_process_has_taken_some() {
        assertThat(ProcessTime.of(ProcessHandle.current().pid()))
                .hasValueSatisfying(time -> assertThat(time).isPositive());
    }

    @Test
    void of_a_process_that_is_gone_nothing_is_known() {
        assertThat(ProcessTime.of(Integer.MAX_VALUE)).isEmpty();
    }
}
