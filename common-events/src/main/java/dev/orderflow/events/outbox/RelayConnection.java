package dev.orderflow.events.outbox;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import javax.sql.DataSource;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;

/**
 * The relay's own connection. It holds a named lock of the database server, so that one instance of
 * a service relays at a time; the lock lives and dies with the connection, however the process or
 * the network ends.
 */
@Slf4j
final class RelayConnection implements AutoCloseable {

    private static final int NETWORK_TIMEOUT_MS = 30_000;

    private final DataSource unpooled;
    private @Nullable Connection connection;

    RelayConnection(DataSource unpooled) {
        this.unpooled = unpooled;
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
            try (var statement = candidate.createStatement();
                    var result =
                            statement.executeQuery(
                                    "select get_lock(concat(database(), '.outbox'), 0)")) {
                result.next();
                if (result.getInt(1) == 1) {
                    log.info("This instance relays the outbox now");
                    return candidate;
                }
            }
            candidate.close();
            return null;
        } catch (SQLException failed) {
            candidate.close();
            throw failed;
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
