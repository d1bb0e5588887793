package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.RunningStack;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the system has used so far. */
final class Meter implements AutoCloseable {

    private final Topics topics;
    private final @Nullable StackMeter stack;

    Meter(BenchTarget target) {
        topics = new Topics(target.broker());
        RunningStack local = target.stack();
        stack = local == null ? null : new StackMeter(local);
    }

    /** Once everything that was published has been handled. */
    Reading readWhenQuiet() {
        topics.awaitHandled();
        var generator = ProcessTime.of(ProcessHandle.current().pid()).orElse(Duration.ZERO);
        return stack == null
                ? new Reading(
                        Map.of(), generator, Duration.ZERO, Map.of(), Map.of(), topics.published())
                : new Reading(
                        stack.cpu(),
                        generator,
                        MachineTime.busy().orElse(Duration.ZERO),
                        stack.residentBytes(),
                        stack.database(),
                        topics.published());
    }

    @Override
    public void close() {
        topics.close();
    }
}
