package dev.orderflow.events.consumer;

import static dev.orderflow.events.consumer.Failure.BUSINESS;
import static dev.orderflow.events.consumer.Failure.FATAL;
import static dev.orderflow.events.consumer.Failure.OUTAGE;
import static dev.orderflow.events.consumer.Failure.RETRYABLE;

import dev.orderflow.events.BusinessException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/** Tells kinds of failures apart, by the classes of an exception and of its causes. */
final class Failures {

    private static final Map<Class<? extends Throwable>, Failure> KNOWN =
            Map.ofEntries(
                    Map.entry(BusinessException.class, BUSINESS),
                    Map.entry(CannotCreateTransactionException.class, OUTAGE),
                    Map.entry(DataAccessResourceFailureException.class, OUTAGE),
                    Map.entry(SQLNonTransientConnectionException.class, OUTAGE),
                    Map.entry(SQLTransientConnectionException.class, OUTAGE),
                    Map.entry(SQLRecoverableException.class, OUTAGE),
                    Map.entry(TransientDataAccessException.class, RETRYABLE),
                    Map.entry(KafkaException.class, RETRYABLE),
                    Map.entry(org.springframework.kafka.KafkaException.class, RETRYABLE),
                    Map.entry(SocketTimeoutException.class, RETRYABLE),
                    Map.entry(TimeoutException.class, RETRYABLE),
                    Map.entry(ClassCastException.class, FATAL),
                    Map.entry(UnsupportedOperationException.class, FATAL),
                    Map.entry(LinkageError.class, FATAL));

    private final Map<Class<? extends Throwable>, Failure> kinds = new HashMap<>(KNOWN);

    Failures(FailureProperties configured) {
        put(configured.business(), BUSINESS);
        put(configured.outage(), OUTAGE);
        put(configured.retryable(), RETRYABLE);
        put(configured.fatal(), FATAL);
    }

    private void put(List<Class<? extends Throwable>> classes, Failure kind) {
        classes.forEach(type -> kinds.put(type, kind));
    }

    /**
     * An outage anywhere among the causes is one; else the outermost exception that is known
     * decides.
     */
    Failure of(Throwable thrown) {
        var causes =
                Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                        .limit(20)
                        .toList();
        if (causes.stream().anyMatch(this::isOutage)) {
            return OUTAGE;
        }
        return causes.stream()
                .map(cause -> kind(cause.getClass()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(RETRYABLE);
    }

    private boolean isOutage(Throwable cause) {
        return kind(cause.getClass()).filter(OUTAGE::equals).isPresent()
                || cause instanceof SQLException sql && isConnectionLost(sql);
    }

    /**
     * SQL's own class of codes for it; and what comes of using a connection once more that is lost:
     * a roll-back's or a batch's exception, which hides the first. HikariCP gives that no code, and
     * Connector/J one that says nothing.
     */
    private static boolean isConnectionLost(SQLException sql) {
        var message = Objects.requireNonNullElse(sql.getMessage(), "");
        return switch (sql.getSQLState()) {
            case null -> message.equals("Connection is closed");
            case "S1009" -> message.startsWith("No operations allowed after");
            case String state -> state.startsWith("08");
        };
    }

    private Optional<Failure> kind(Class<?> type) {
        return Stream.<Class<?>>iterate(type, it -> it != null, Class::getSuperclass)
                .filter(kinds::containsKey)
                .findFirst()
                .map(kinds::get);
    }
}
