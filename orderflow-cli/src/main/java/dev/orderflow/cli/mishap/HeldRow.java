package dev.orderflow.cli.mishap;

import dev.orderflow.cli.stack.StackProblem;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;

/**
 * A row that another connection has locked and not let go, as a long transaction or a forgotten
 * database console does. Closing lets it go.
 */
final class HeldRow implements AutoCloseable {

    private final Connection connection;

    private HeldRow(Connection connection) {
        this.connection = connection;
    }

    /** Locks the product's row in the database of order-service; empty while there is none. */
    static Optional<HeldRow> ofProduct(long id, Database orders) {
        try {
            var connection =
                    DriverManager.getConnection(orders.jdbcUrl(), orders.user(), orders.password());
            var row = new HeldRow(connection);
            if (row.lock(id)) {
                return Optional.of(row);
            }
            row.close();
            return Optional.empty();
        } catch (SQLException e) {
            throw new StackProblem(
                    "The database of order-service cannot be entered (%s); see ./orderflow status."
                            .formatted(e.getMessage()),
                    e);
        }
    }

    private boolean lock(long id) throws SQLException {
        connection.setAutoCommit(false);
        // Else looking for a row that does not exist would lock the gap that it belongs into.
        connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
        try (var select =
                connection.prepareStatement("select id from product where id = ? for update")) {
            select.setLong(1, id);
            try (var row = select.executeQuery()) {
                return row.next();
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.rollback();
            connection.close();
        } catch (SQLException e) {
            throw new StackProblem("The row could not be let go; it is when this program ends.", e);
        }
    }
}
