package dev.orderflow.events.consumer;

import dev.orderflow.events.BusinessException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.transaction.CannotCreateTransactionException;

/** What kind of trouble an exception is; it decides what happens to the record. */
enum Failure {
    /** Nothing to do, and no retry would change that. */
    BUSINESS,
    /**
     * A dependency is away: no record's fault, so no record is judged; all wait until it is back.
     */
    OUTAGE,
    /** This record could not be handled now; it may be later, or never. */
    TECHNICAL;

    static Failure of(Throwable thrown) {
        var causes =
                Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                        .limit(20)
                        .toList();
        if (causes.stream().anyMatch(Failure::isOutage)) {
            return OUTAGE;
        }
        return thrown instanceof BusinessException ? BUSINESS : TECHNICAL;
    }

    private static boolean isOutage(Throwable cause) {
        return switch (cause) {
            case CannotCreateTransactionException _,
                    DataAccessResourceFailureException _,
                    SQLNonTransientConnectionException _,
                    SQLTransientConnectionException _,
                    SQLRecoverableException _,
                    KafkaException _,
                    org.springframework.kafka.KafkaException _ ->
                    true;
            case SQLException sql ->
                    sql.getSQLState() != null && sql.getSQLState().startsWith("08");
            default -> false;
        };
    }
}
