package dev.orderflow.events.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own connection. It holds a named lock of the database server, so that one instance of
 * a service relays at a time; the lock lives and dies with the connection, however the process
 * ends. Where a host or its network ends without a word, the server hears nothing of it: it ends
 * the connection once its owner has been silent for long.
 */
@Slf4j
final class RelayConnection implements AutoCloseable {

    private static final int NETWORK_TIMEOUT_MS = 30_000;

    private final DataSource unpooled;
    private final Duration longestSilence;
    private @Nullable Connection connection;

    /**
     * @param longestSilence in whole seconds, much longer than the relay takes between two
     *     statements; an owner that was silent for longer has to get the lock anew
     */
    RelayConnection(DataSource unpooled, Duration longestSilence) {
        this.unpooled = unpooled;
        this.longestSilence = longestSilence;
    }

    /**
     * @return the connection while it holds the lock, null when another instance holds it
     * @throws SQLException when the database cannot be reached
     */
    @Nullable Connection whileOwner() throws SQLException {
        if (connection == null) {
            connection = tryToOwn();
        }
        return connection;
    }

    private @Nullable Connection tryToOwn() throws SQLException {
        var candidate = unpooled.getConnection();
        try {
            candidate.setNetworkTimeout(
                    Executors.newVirtualThreadPerTaskExecutor(), NETWORK_TIMEOUT_MS);
            // With REPEATABLE READ the relay's reads would lock the gap that others insert into.
            candidate.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            if (owns(candidate)) {
                log.info("This instance relays the outbox now");
                return candidate;
            }
            candidate.close();
            return null;
        } catch (SQLException failed) {
            candidate.close();
            throw failed;
        }
    }

    private boolean owns(Connection candidate) throws SQLException {
        try (var statement = candidate.createStatement()) {
            statement.execute("set session wait_timeout = " + longestSilence.toSeconds());
            try (var lock =
                    statement.executeQuery("select get_lock(concat(database(), '.outbox'), 0)")) {
                lock.next();
                return lock.getInt(1) == 1;
            }
        }
    }

    /** Gives up ownership; the next call of {@link #whileOwner()} competes for it anew. */
    @Override
    public void close() {
        var closing = connection;
        connection = null;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException alreadyBroken) {
                log.debug("The relay's connection was broken already", alreadyBroken);
            }
        }
    }
}
