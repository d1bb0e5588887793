package dev.orderflow.cli.bench;

import dev.orderflow.cli.stack.RunningStack;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what the system has used so far. */
final class Meter implements AutoCloseable {

    private final Topics topics;
    private final @Nullable StackMeter stack;

    Meter(BenchTarget target) {
        topics = new Topics(target.bootstrapServers());
        RunningStack local = target.stack();
        stack = local == null ? null : new StackMeter(local);
    }

    Reading read() {
        return stack == null
                ? new Reading(Map.of(), Map.of(), Map.of(), topics.published())
                : new Reading(
                        stack.cpu(), stack.residentBytes(), stack.database(), topics.published());
    }

    /** The same, once everything that was published has been handled. */
    Reading readWhenQuiet() {
        topics.awaitHandled();
        return read();
    }

    @Override
    public void close() {
        topics.close();
    }
}
