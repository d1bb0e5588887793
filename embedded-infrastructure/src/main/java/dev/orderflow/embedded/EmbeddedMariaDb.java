package dev.orderflow.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A MySQL-compatible database server (MariaDB) as a child process, on the loopback interface.
 *
 * <p>Its data survive {@link #close()} and a kill, and it ends with the JVM that started it unless
 * that is killed.
 */
public final class EmbeddedMariaDb implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(30);

    private final MariaDbSettings settings;
    private final Process process;
    private final @Nullable Path temporary;
    private final Thread endWithJvm;

    private EmbeddedMariaDb(MariaDbSettings settings, Process process, @Nullable Path temporary) {
        this.settings = settings;
        this.process = process;
        this.temporary = temporary;
        this.endWithJvm = new Thread(this::stop, "mariadb-shutdown");
    }

    /** Starts a database whose data end with it, on a free port. */
    public static EmbeddedMariaDb start() {
        var folder = Folders.temporary("mariadb");
        try {
            return start(MariaDbSettings.of(folder, FreePorts.next(), randomPassword()), folder);
        } catch (RuntimeException e) {
            Folders.delete(folder);
            throw e;
        }
    }

    /** Starts a database on the data that an earlier one left in its directory, if any. */
    public static EmbeddedMariaDb start(MariaDbSettings settings) {
        return start(settings, null);
    }

    private static EmbeddedMariaDb start(MariaDbSettings settings, @Nullable Path temporary) {
        var server = MariaDbServer.install(settings);
        var database = new EmbeddedMariaDb(settings, run(server, settings), temporary);
        Runtime.getRuntime().addShutdownHook(database.endWithJvm);
        database.awaitConnections();
        return database;
    }

    private static Process run(MariaDbServer server, MariaDbSettings settings) {
        try {
            return new ProcessBuilder(server.command())
                    .directory(server.directory().toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(MariaDbServer.appendTo(settings.log()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot run the database server.", e);
        }
    }

    /**
     * Creates the database, and the user who may do everything in it and nothing elsewhere. What is
     * there already stays; the password becomes the one given.
     */
    public void createDatabase(String name, String user, String password) {
        try (var connection = connect()) {
            MariaDbAccounts.createDatabase(connection, name, user, password);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot create the database " + name, e);
        }
    }

    /** The address of one of its databases, for {@code mysql-connector-j}. */
    public String jdbcUrl(String database) {
        return MariaDbAccounts.jdbcUrl(settings.port(), database);
    }

    /** A connection of the user {@code root}, who may do everything. */
    public Connection connect() throws SQLException {
        return DriverManager.getConnection(jdbcUrl(""), "root", settings.rootPassword());
    }

    /** The port it listens on. */
    public int port() {
        return settings.port();
    }

    /** Where its data lie. */
    public Path directory() {
        return settings.directory();
    }

    /** The server's process, for those who want to see it die. */
    public ProcessHandle process() {
        return process.toHandle();
    }

    /** Stops the server in good order; deletes its data if the directory was a temporary one. */
    @Override
    public void close() {
        stop();
        try {
            Runtime.getRuntime().removeShutdownHook(endWithJvm);
        } catch (IllegalStateException theJvmIsEnding) {
            // Then the hook runs, or has run, and finds nothing to do.
        }
    }

    private synchronized void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        if (temporary != null) {
            Folders.delete(temporary);
        }
    }

    private void awaitConnections() {
        var deadline = System.nanoTime() + START.toNanos();
        while (true) {
            try (var _ = connect()) {
                return;
            } catch (SQLException notYet) {
                if (!process.isAlive() || System.nanoTime() > deadline) {
                    var messages = LogTail.of(settings.log(), 10);
                    close();
                    throw new IllegalStateException(
                            "%s did not start:%n%s".formatted(settings, messages), notYet);
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while the database was starting.", e);
        }
    }

    private static String randomPassword() {
        var bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
