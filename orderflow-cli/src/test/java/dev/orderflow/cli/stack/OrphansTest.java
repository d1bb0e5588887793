package dev.orderflow.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

    @TempDir Path home;

    @Test
    void what_was_left_running_is_ended() throws Exception {
        var left = new ProcessBuilder("sleep", "600").start();
        state(ProcessMark.of(left.toHandle())).save(home);

        var names = Orphans.end(StackState.load(home).orElseThrow(), Duration.ofSeconds(10));

        assertThat(names).containsExactly("order-service");
        assertThat(left.isAlive()).isFalse();
    }

    @Test
    void what_does_not_listen_to_a_request_is_killed() throws Exception {
        var stubborn =
                new ProcessBuilder(
                                "sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done")
                        .start();
        assertThat(stubborn.inputReader().readLine()).isEqualTo("ready");

        Orphans.end(state(ProcessMark.of(stubborn.toHandle())), Duration.ofMillis(200));

        assertThat(stubborn.isAlive()).isFalse();
    }

    @Test
    void a_process_that_only_has_the_same_pid_is_left_alone() throws Exception {
        var foreign = new ProcessBuilder("sleep", "600").start();
        try {
            var before = ProcessMark.of(foreign.toHandle());
            var namesake = new ProcessMark(before.pid(), before.started() + "0");

            assertThat(Orphans.end(state(namesake), Duration.ofSeconds(1))).isEmpty();

            assertThat(foreign.isAlive()).isTrue();
        } finally {
            foreign.destroyForcibly().waitFor();
        }
    }

    @Test
    void what_is_written_down_is_read_again() {
        var state = state(ProcessMark.of(ProcessHandle.current()));
        state.save(home);
        assertThat(StackState.load(home)).contains(state);
        StackState.delete(home);
        assertThat(StackState.load(home)).isEmpty();
    }

    private static StackState state(ProcessMark process) {
        return new StackState(
                new ProcessMark(Long.MAX_VALUE, "long ago"),
                true,
                Security.JWT,
                Ports.STANDARD,
                List.of(new StackState.PartState("order-service", 8080, process, Condition.UP, 2)));
    }
}
