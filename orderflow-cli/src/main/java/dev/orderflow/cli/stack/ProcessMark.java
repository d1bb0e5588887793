package dev.orderflow.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/**
 * Tells a process from a later one that was given the same pid.
 *
 * @param pid the process id
 * @param started when it was started, in the words of the operating system
 */
record ProcessMark(long pid, String started) {

    private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

    static ProcessMark of(ProcessHandle process) {
        return new ProcessMark(process.pid(), started(process));
    }

    /** The process, if it still runs. */
    Optional<ProcessHandle> find() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .filter(process -> !started.isEmpty() && started(process).equals(started));
    }

    /**
     * Linux counts in ticks since it was booted, which no change of the clock touches; elsewhere
     * the moment has to do.
     */
    private static String started(ProcessHandle process) {
        var stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        try {
            if (Files.exists(BOOT_ID)) {
                // The second field, the command, is in parentheses and may contain anything.
                var line = Files.readString(stat);
                var fields = line.substring(line.lastIndexOf(')') + 2).split(" ");
                return Files.readString(BOOT_ID).strip() + "/" + fields[19];
            }
        } catch (IOException itHasEnded) {
            return "";
        }
        return process.info().startInstant().map(Instant::toString).orElse("");
    }
}
