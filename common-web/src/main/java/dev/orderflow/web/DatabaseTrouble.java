package dev.orderflow.web;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

/** Tells by an exception and its causes what is the matter between a request and its database. */
final class DatabaseTrouble {

    private DatabaseTrouble() {}

    /** Nothing was begun. One who asks for a connection late has nobody's exception around it. */
    static boolean isNoConnection(Throwable exception) {
        return has(
                exception,
                it ->
                        it instanceof CannotCreateTransactionException
                                || it instanceof SQLTransientConnectionException);
    }

    /** It was there and is gone, at the commit perhaps. */
    static boolean isConnectionLost(Throwable exception) {
        return has(
                exception,
                it ->
                        it instanceof DataAccessResourceFailureException
                                || it instanceof TransactionSystemException
                                || it instanceof SQLException sql && isLost(sql));
    }

    /**
     * The first use of the lost connection says so; what hides that is the next one, a roll-back's
     * for instance: HikariCP gives its exception no code, and Connector/J one that says nothing.
     * Consumers go by the same rule ({@code Failures} of common-events, which services without REST
     * have alone).
     */
    private static boolean isLost(SQLException sql) {
        if (sql instanceof SQLRecoverableException
                || sql instanceof SQLNonTransientConnectionException) {
            return true;
        }
        var message = Objects.requireNonNullElse(sql.getMessage(), "");
        return switch (sql.getSQLState()) {
            case null -> message.equals("Connection is closed");
            case "S1009" -> message.startsWith("No operations allowed after");
            case String state -> state.startsWith("08");
        };
    }

    private static boolean has(Throwable exception, Predicate<Throwable> kind) {
        return Stream.iterate(exception, cause -> cause != null, Throwable::getCause)
                .limit(20)
                .anyMatch(kind);
    }
}
