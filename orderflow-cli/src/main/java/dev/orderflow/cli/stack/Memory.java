package dev.orderflow.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a process takes of this machine's memory. */
final class Memory {

    private Memory() {}

    /**
     * Resident bytes, or null where the operating system does not tell. What several processes have
     * in common, as the class cache, is divided among them on Linux, so that a sum counts it once;
     * elsewhere each is charged with all of it.
     */
    static @Nullable Long resident(ProcessHandle process) {
        var shares = Path.of("/proc", Long.toString(process.pid()), "smaps_rollup");
        try {
            return Files.exists(shares) ? fromProc(shares) : fromPs(process.pid());
        } catch (IOException | NumberFormatException unknown) {
            return null;
        }
    }

    private static @Nullable Long fromProc(Path shares) throws IOException {
        return Files.readAllLines(shares).stream()
                .filter(line -> line.startsWith("Pss:"))
                .map(Memory::kilobytes)
                .findFirst()
                .orElse(null);
    }

    private static Long fromPs(long pid) throws IOException {
        var ps = new ProcessBuilder("ps", "-o", "rss=", "-p", Long.toString(pid)).start();
        try (var answer = ps.inputReader()) {
            var line = answer.readLine();
            return kilobytes(line == null ? "" : line);
        }
    }

    private static Long kilobytes(String line) {
        return Long.parseLong(line.replaceAll("\\D", "")) << 10;
    }
}
