package dev.orderflow.embedded;

import java.nio.file.Path;

/**
 * Where and how an embedded database runs.
 *
 * @param directory holds its data, kept over restarts
 * @param binaries the server program is unpacked into this folder, once
 * @param log the server's own messages are appended here
 * @param port on the loopback interface
 * @param rootPassword of the user {@code root}; set anew at every start
 * @param bufferPoolMegabytes memory for pages: most of what the server takes
 */
public record MariaDbSettings(
        Path directory,
        Path binaries,
        Path log,
        int port,
        String rootPassword,
        int bufferPoolMegabytes) {

    /** A small server whose data and messages lie in this directory. */
    public static MariaDbSettings of(Path directory, int port, String rootPassword) {
        return new MariaDbSettings(
                directory.toAbsolutePath(),
                MariaDbBinaries.sharedFolder(),
                directory.toAbsolutePath().resolve("mariadb.log"),
                port,
                rootPassword,
                64);
    }

    /** The same with another folder for the server program. */
    public MariaDbSettings withBinaries(Path folder) {
        return new MariaDbSettings(directory, folder, log, port, rootPassword, bufferPoolMegabytes);
    }

    /** The same with another file for the server's messages. */
    public MariaDbSettings withLog(Path file) {
        return new MariaDbSettings(
                directory, binaries, file, port, rootPassword, bufferPoolMegabytes);
    }

    /** The same with more or less memory for pages. */
    public MariaDbSettings withBufferPoolMegabytes(int megabytes) {
        return new MariaDbSettings(directory, binaries, log, port, rootPassword, megabytes);
    }

    @Override
    public String toString() {
        return "MariaDB on port %d in %s".formatted(port, directory);
    }
}
