package dev.orderflow.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.cli.stack.FakeCheckout;
import dev.orderflow.cli.stack.Ports;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.StackSettings;
import dev.orderflow.embedded.FreePorts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user runs them: each in a process of its own. */
class OrderflowProcessTest {

    private static final Duration SOON = Duration.ofSeconds(90);

    @TempDir Path folder;
    StackSettings settings;
    Ports ports;

    @BeforeEach
    void checkout() throws Exception {
        settings = FakeCheckout.in(folder).settings();
        ports = settings.ports();
    }

    @AfterEach
    void down() {
        running().ifPresent(RunningStack::stop);
    }

    @Test
    void a_stack_in_the_background_goes_up_and_down() throws Exception {
        var up = finish(up("--detach"));
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output())
                .contains("mariadb", "kafka", "order-service", "all ready", "Orderflow is up.")
                .contains("http://127.0.0.1:" + ports.order());

        var status = finish(orderflow("status"));
        assertThat(status.exitCode()).as(status.output()).isZero();
        assertThat(status.output())
                .contains("order-service", "UP", "together")
                .doesNotContain("DOWN");

        for (var second : List.of(up(), up("--detach"))) {
            var refused = finish(second);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output())
                    .contains("running already (pid %d)".formatted(supervisor().pid()))
                    .contains("./orderflow down stops it")
                    .doesNotContain("\tat ", "is up");
        }

        var frozen = pid("payment-service");
        assertThat(new ProcessBuilder("kill", "-s", "STOP", frozen).start().waitFor()).isZero();
        var incomplete = finish(orderflow("status"));
        assertThat(incomplete.exitCode()).isEqualTo(1);
        assertThat(incomplete.output())
                .containsPattern("payment-service +%s .*NOT READY".formatted(frozen));

        // Frozen, it does not hear the request to end, and has to be killed.
        var down = finish(orderflow("down"));
        assertThat(down.exitCode()).as(down.output()).isZero();
        assertNothingRuns();
        assertThat(finish(orderflow("status")).exitCode()).isEqualTo(1);
    }

    @Test
    @DisabledIf(
            value = "isCtrlCIgnored",
            disabledReason =
                    "This build runs in the background of a script, where Ctrl-C reaches nobody")
    void ctrl_c_stops_services_before_the_broker() throws Exception {
        var up = start(up());
        awaitReady();

        interrupt(Stream.concat(Stream.of(up.toHandle()), up.descendants()).toList());

        assertThat(up.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertNothingRuns();
        for (var service : settings.services()) {
            assertThat(Files.readString(settings.log(service.name())))
                    .contains("asked to end; broker still there");
        }
    }

    @Test
    void what_a_killed_supervisor_left_is_ended_by_the_next_up_and_by_down() throws Exception {
        assertThat(finish(up("--detach")).exitCode()).isZero();
        var left = processes();
        kill(supervisor());

        var status = finish(orderflow("status"));
        assertThat(status.exitCode()).isEqualTo(1);
        assertThat(status.output()).contains("The supervisor is gone");
        assertThat(left).hasSize(7).allMatch(ProcessHandle::isAlive);

        var again = finish(up("--detach"));
        assertThat(again.exitCode()).as(again.output()).isZero();
        assertThat(again.output()).contains("ended what a killed supervisor had left running: ");
        assertThat(left).noneMatch(ProcessHandle::isAlive);
        assertThat(finish(orderflow("status")).exitCode()).isZero();

        kill(supervisor());
        var down = finish(orderflow("down"));
        assertThat(down.exitCode()).isZero();
        assertThat(down.output()).contains("left by a killed supervisor").contains("order-service");
        assertNothingRuns();
    }

    /** Processes inherit it, and a JVM leaves it at that. */
    static boolean isCtrlCIgnored() throws IOException {
        var status = Path.of("/proc/self/status");
        if (!Files.exists(status)) {
            return false;
        }
        try (var lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("SigIgn:"))
                    .anyMatch(
                            line ->
                                    (Long.parseUnsignedLong(line.substring(7).strip(), 16) >> 1 & 1)
                                            == 1);
        }
    }

    private List<String> up(String... more) {
        var command = new ArrayList<>(orderflow("up", more));
        ports.byName().forEach((name, port) -> command.add("--port-%s=%d".formatted(name, port)));
        return command;
    }

    private List<String> orderflow(String name, String... more) {
        var command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:+UseSerialGC", // as the script does: a quick start
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Orderflow.class.getName(),
                                name,
                                "--project=" + folder,
                                "--programs=" + settings.programs(),
                                "--home=" + settings.home()));
        command.addAll(List.of(more));
        return command;
    }

    /**
     * As a terminal does: every process of it gets the signal. One by one, never as a group: {@code
     * kill -INT -<group>} of procps 4.0.2 takes the group's first digit for the whole number, and
     * with a 1 that means every process of the machine.
     */
    private static void interrupt(List<ProcessHandle> processes) throws Exception {
        var command = new ArrayList<>(List.of("kill", "-s", "INT"));
        processes.forEach(process -> command.add(Long.toString(process.pid())));
        assertThat(new ProcessBuilder(command).start().waitFor()).isZero();
    }

    private Process start(List<String> command) throws Exception {
        var log = Files.createTempFile(folder, "foreground", ".log");
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static Finished finish(List<String> command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.inputReader()) {
            var text = String.join("\n", output.readAllLines());
            return new Finished(process.waitFor(), text);
        }
    }

    private void awaitReady() {
        await().atMost(SOON).until(() -> running().filter(RunningStack::isReady).isPresent());
    }

    private Optional<RunningStack> running() {
        return RunningStack.in(settings.home());
    }

    private ProcessHandle supervisor() {
        return ProcessHandle.of(running().orElseThrow().supervisor()).orElseThrow();
    }

    private List<ProcessHandle> processes() {
        return running().orElseThrow().parts().stream()
                .map(part -> Objects.requireNonNull(part.pid()))
                .filter(pid -> pid != supervisor().pid())
                .map(pid -> ProcessHandle.of(pid).orElseThrow())
                .toList();
    }

    private String pid(String name) {
        return running().orElseThrow().parts().stream()
                .filter(part -> part.name().equals(name))
                .map(part -> Objects.requireNonNull(part.pid()).toString())
                .findFirst()
                .orElseThrow();
    }

    private static void kill(ProcessHandle process) {
        process.destroyForcibly();
        process.onExit().join();
    }

    private void assertNothingRuns() {
        assertThat(running()).isEmpty();
        assertThat(ports.byName().values()).allMatch(FreePorts::isFree);
    }

    private record Finished(int exitCode, String output) {}
}
