package dev.orderflow.cli.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What processor time a process has taken, as the operating system accounts for it. */
final class ProcessTime {

    /** What the kernel shows to programs, on every architecture that there is a JDK for. */
    private static final long TICKS_A_SECOND = 100;

    private static final int USER_TICKS = 11;
    private static final int CHILDRENS_SYSTEM_TICKS = 14;

    private ProcessTime() {}

    /** Of the process and of its children that have ended; empty where it cannot be told. */
    static Optional<Duration> of(long pid) {
        var stat = Path.of("/proc", Long.toString(pid), "stat");
        try {
            return Files.exists(stat)
                    ? Optional.of(parse(Files.readString(stat)))
                    : ProcessHandle.of(pid).flatMap(it -> it.info().totalCpuDuration());
        } catch (IOException ended) {
            return Optional.empty();
        }
    }

    /** The fields are counted from the program's name on, which may have blanks and brackets. */
    static Duration parse(String stat) {
        var fields = stat.substring(stat.lastIndexOf(')') + 1).trim().split(" ");
        long ticks = 0;
        for (var field = USER_TICKS; field <= CHILDRENS_SYSTEM_TICKS; field++) {
            ticks += Long.parseLong(fields[field]);
        }
        return ofTicks(ticks);
    }

    static Duration ofTicks(long ticks) {
        return Duration.ofMillis(ticks * 1000 / TICKS_A_SECOND);
    }
}
