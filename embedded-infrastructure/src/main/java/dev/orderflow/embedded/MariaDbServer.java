package dev.orderflow.embedded;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A database that is ready to be started: its program unpacked, its system tables made.
 *
 * <p>Set up to behave as MySQL does where the two differ by default: {@code utf8mb4}, MySQL's
 * {@code sql_mode}, grants on. The collation is {@code utf8mb4_bin}, since MySQL's default ({@code
 * utf8mb4_0900_ai_ci}) does not exist here, and {@code utf8mb4_bin} exists in both and compares
 * alike: ids and keys that differ in case are different ones.
 */
public final class MariaDbServer {

    private static final String SQL_MODE =
            "ONLY_FULL_GROUP_BY,STRICT_TRANS_TABLES,NO_ZERO_IN_DATE,NO_ZERO_DATE,"
                    + "ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION";

    private static final List<String> SYSTEM_TABLES =
            List.of(
                    "mariadb_system_tables.sql",
                    "mariadb_performance_tables.sql",
                    "mariadb_system_tables_data.sql");

    /** Only root, by password, over TCP; nothing of what a fresh installation lets in. */
    private static final String ACCOUNTS =
            """
            CREATE OR REPLACE USER root@'127.0.0.1' IDENTIFIED BY '%s';
            GRANT ALL ON *.* TO root@'127.0.0.1' WITH GRANT OPTION;
            DELETE FROM mysql.global_priv
                WHERE User IN ('', 'PUBLIC') OR (User = 'root' AND Host <> '127.0.0.1');
            FLUSH PRIVILEGES;
            """;

    private final MariaDbSettings settings;
    private final MariaDbBinaries binaries;

    private MariaDbServer(MariaDbSettings settings, MariaDbBinaries binaries) {
        this.settings = settings;
        this.binaries = binaries;
    }

    /** Prepares the directory; quick where an earlier call has done so. */
    public static MariaDbServer install(MariaDbSettings settings) {
        var server = new MariaDbServer(settings, MariaDbBinaries.unpack(settings.binaries()));
        server.prepareDirectory();
        return server;
    }

    /** The command that runs the server in the foreground. */
    public List<String> command() {
        var command = new ArrayList<String>();
        command.add(binaries.server().toString());
        // First, or it is not heeded: no option file of this machine has a say.
        command.add("--no-defaults");
        command.add("--basedir=" + binaries.home());
        command.add("--datadir=" + data());
        command.add("--tmpdir=" + settings.directory().resolve("tmp"));
        command.add("--init-file=" + accounts());
        command.add("--bind-address=127.0.0.1");
        command.add("--port=" + settings.port());
        // Relative to the data directory: an absolute path may be too long for a socket.
        command.add("--socket=mariadb.sock");
        command.add("--pid-file=mariadb.pid");
        command.add("--skip-name-resolve");
        command.add("--console");
        command.add("--skip-ssl");
        command.add("--character-set-server=utf8mb4");
        command.add("--collation-server=utf8mb4_bin");
        command.add("--sql-mode=" + SQL_MODE);
        command.add("--default-time-zone=+00:00");
        command.add("--max-connections=300");
        command.add("--max-allowed-packet=64M");
        command.add("--innodb-flush-log-at-trx-commit=1");
        command.add("--innodb-buffer-pool-size=" + settings.bufferPoolMegabytes() + "M");
        command.add("--performance-schema=OFF");
        command.add("--log-warnings=1");
        command.addAll(asRoot());
        return List.copyOf(command);
    }

    /** Where {@link #command()} is to be run. */
    public Path directory() {
        return settings.directory();
    }

    private void prepareDirectory() {
        try {
            Files.createDirectories(settings.directory().resolve("tmp"));
            Files.createDirectories(settings.log().toAbsolutePath().getParent());
            if (Files.notExists(data())) {
                createSystemTables();
            }
            OwnerOnly.write(
                    accounts(), ACCOUNTS.formatted(settings.rootPassword().replace("'", "''")));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write to " + settings.directory(), e);
        }
    }

    /** What {@code mariadb-install-db} does, on every platform and without the help texts. */
    private void createSystemTables() throws IOException {
        var unfinished = settings.directory().resolve("data.unfinished");
        Folders.delete(unfinished);
        Files.createDirectories(unfinished);
        var script = settings.directory().resolve("tmp").resolve("system-tables.sql");
        writeSystemTables(script);

        var command = new ArrayList<String>();
        command.add(binaries.server().toString());
        command.add("--no-defaults");
        command.add("--bootstrap");
        command.add("--basedir=" + binaries.home());
        command.add("--datadir=" + unfinished);
        // Of its own: two that start at once would take each other's temporary tables.
        command.add("--tmpdir=" + settings.directory().resolve("tmp"));
        command.add("--max-allowed-packet=8M");
        command.add("--log-warnings=0");
        command.addAll(asRoot());
        var process =
                new ProcessBuilder(command)
                        .redirectInput(script.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(appendTo(settings.log()))
                        .start();
        awaitBootstrap(process);
        Files.delete(script);
        Files.move(unfinished, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private void writeSystemTables(Path script) throws IOException {
        try (var out = Files.newBufferedWriter(script)) {
            out.write("CREATE DATABASE mysql;\nUSE mysql;\nSET @auth_root_socket = NULL;\n");
            for (var name : SYSTEM_TABLES) {
                out.write(Files.readString(binaries.home().resolve("share").resolve(name)));
                out.newLine();
            }
        }
    }

    private void awaitBootstrap(Process process) throws IOException {
        try {
            if (!process.waitFor(120, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IOException("The database's system tables were not made within 120 s.");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted while the database was being prepared.", e);
        }
        if (process.exitValue() != 0) {
            throw new IOException(
                    "The database's system tables could not be made:\n"
                            + LogTail.of(settings.log(), 10));
        }
    }

    private Path data() {
        return settings.directory().resolve("data");
    }

    private Path accounts() {
        return settings.directory().resolve("accounts.sql");
    }

    /** The server refuses to run as root unless it is told to. */
    private static List<String> asRoot() {
        return "root".equals(System.getProperty("user.name")) ? List.of("--user=root") : List.of();
    }

    static ProcessBuilder.Redirect appendTo(Path log) {
        return ProcessBuilder.Redirect.appendTo(new File(log.toString()));
    }
}
