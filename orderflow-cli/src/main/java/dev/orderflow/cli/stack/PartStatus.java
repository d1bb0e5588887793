package dev.orderflow.cli.stack;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a part of the stack is doing right now.
 *
 * @param pid null where no process runs
 * @param state {@code UP} where it answered as it should
 * @param memory resident bytes; null where nobody can tell
 * @param uptime since its process was started
 */
public record PartStatus(
        String name,
        @Nullable Long pid,
        int port,
        String state,
        @Nullable Long memory,
        @Nullable Duration uptime,
        int restarts) {

    /** Whether it does its work. */
    public boolean isUp() {
        return state.equals("UP");
    }
}
