package dev.orderflow.cli.stack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What a process takes of this machine's memory. */
final class Memory {

    private Memory() {}

    /** Resident bytes, or null where the operating system does not tell. */
    static @Nullable Long resident(ProcessHandle process) {
        var status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.exists(status) ? fromProc(status) : fromPs(process.pid());
        } catch (IOException | NumberFormatException unknown) {
            return null;
        }
    }

    private static @Nullable Long fromProc(Path status) throws IOException {
        return Files.readAllLines(status).stream()
                .filter(line -> line.startsWith("VmRSS:"))
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
