package dev.orderflow.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Shows what is appended to a log, as {@code tail -F} does. */
final class LogFollower {

    private final Path log;
    private long position;

    private LogFollower(Path log, long position) {
        this.log = log;
        this.position = position;
    }

    /** A follower of what is yet to be written. */
    static LogFollower fromTheEndOf(Path log) {
        try {
            return new LogFollower(log, Files.exists(log) ? Files.size(log) : 0);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }

    /** Copies the whole lines that were added since the last call. */
    void copyNewTo(PrintWriter out) {
        if (Files.notExists(log)) {
            return;
        }
        try (var file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < position) {
                position = 0; // put aside, and begun anew
            }
            var bytes = new byte[(int) Math.min(file.length() - position, 1 << 20)];
            file.seek(position);
            file.readFully(bytes);
            int end = bytes.length;
            // What follows the last line end may be half a line, or half a character.
            while (end > 0 && bytes[end - 1] != '\n') {
                end--;
            }
            out.print(new String(bytes, 0, end, StandardCharsets.UTF_8));
            out.flush();
            position += end;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + log, e);
        }
    }
}
