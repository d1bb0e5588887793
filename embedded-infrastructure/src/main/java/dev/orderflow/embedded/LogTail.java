package dev.orderflow.embedded;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The end of a log file, for messages about what went wrong. */
public final class LogTail {

    /** Enough for the lines asked for; a log may have grown to gigabytes. */
    private static final int WINDOW = 256 * 1024;

    private LogTail() {}

    /** The last lines, or a remark that there are none. */
    public static String of(Path log, int lines) {
        var tail = lines(log, lines);
        return tail.isEmpty() ? "(nothing in %s)".formatted(log) : String.join("\n", tail);
    }

    /** The last lines; empty where the file cannot be read. */
    public static List<String> lines(Path log, int lines) {
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            var start = Math.max(0, file.length() - WINDOW);
            file.seek(start);
            var bytes = new byte[(int) (file.length() - start)];
            file.readFully(bytes);
            var all = new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return all.subList(Math.max(0, all.size() - lines), all.size());
        } catch (IOException e) {
            return List.of();
        }
    }
}
