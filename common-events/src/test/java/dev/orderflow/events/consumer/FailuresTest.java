package dev.orderflow.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.BusinessException;
import java.io.EOFException;
import java.net.SocketTimeoutException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.transaction.TransactionSystemException;

class FailuresTest {

    static Stream<Arguments> knownByDefault() {
        return Stream.of(
                Arguments.of(new ProductNotFound(), Failure.BUSINESS),
                Arguments.of(new RuntimeException(new ProductNotFound()), Failure.BUSINESS),
                Arguments.of(new CannotCreateTransactionException("no connection"), Failure.OUTAGE),
                Arguments.of(new DataAccessResourceFailureException("refused"), Failure.OUTAGE),
                Arguments.of(
                        new IllegalStateException(new SQLTransientConnectionException()),
                        Failure.OUTAGE),
                Arguments.of(
                        new RuntimeException(new SQLException("link failure", "08S01")),
                        Failure.OUTAGE),
                // The roll-back of a lost connection, as JPA's and JDBC's transactions tell of it.
                Arguments.of(
                        new RuntimeException(
                                "Unable to rollback against JDBC Connection",
                                new SQLException("Connection is closed")),
                        Failure.OUTAGE),
                Arguments.of(
                        new TransactionSystemException(
                                "JDBC rollback failed", new SQLException("Connection is closed")),
                        Failure.OUTAGE),
                // A batch on a connection that broke before its last statement.
                Arguments.of(
                        new RuntimeException(
                                new SQLException(
                                        "No operations allowed after statement closed.", "S1009")),
                        Failure.OUTAGE),
                Arguments.of(
                        new RuntimeException(new SQLException("Parameter 3 is missing", "S1009")),
                        Failure.RETRYABLE),
                Arguments.of(new RuntimeException(new SQLException()), Failure.RETRYABLE),
                Arguments.of(new CannotAcquireLockException("deadlock"), Failure.RETRYABLE),
                Arguments.of(new OptimisticLockingFailureException("stale"), Failure.RETRYABLE),
                Arguments.of(new QueryTimeoutException("slow"), Failure.RETRYABLE),
                Arguments.of(new KafkaException("not sent"), Failure.RETRYABLE),
                Arguments.of(new SocketTimeoutException(), Failure.RETRYABLE),
                Arguments.of(new TimeoutException(), Failure.RETRYABLE),
                Arguments.of(new NullPointerException(), Failure.RETRYABLE),
                Arguments.of(new StackOverflowError(), Failure.RETRYABLE),
                Arguments.of(new NoClassDefFoundError(), Failure.FATAL),
                Arguments.of(new UnsupportedOperationException(), Failure.FATAL));
    }

    @ParameterizedTest
    @MethodSource("knownByDefault")
    void what_is_known_by_default(Throwable thrown, Failure kind) {
        var failures =
                new Failures(new FailureProperties(List.of(), List.of(), List.of(), List.of()));

        assertThat(failures.of(thrown)).isEqualTo(kind);
    }

    @Test
    void a_service_knows_better_and_the_nearest_class_decides() {
        var failures =
                new Failures(
                        new FailureProperties(
                                List.of(EOFException.class),
                                List.of(KafkaException.class),
                                List.of(UnsupportedOperationException.class),
                                List.of(RuntimeException.class)));

        assertThat(failures.of(new EOFException())).isEqualTo(Failure.BUSINESS);
        assertThat(failures.of(new KafkaException("x"))).isEqualTo(Failure.OUTAGE);
        assertThat(failures.of(new UnsupportedOperationException())).isEqualTo(Failure.RETRYABLE);
        assertThat(failures.of(new IllegalStateException())).isEqualTo(Failure.FATAL);
        assertThat(failures.of(new CannotAcquireLockException("x"))).isEqualTo(Failure.RETRYABLE);
    }

    private static final class ProductNotFound extends BusinessException {

        private static final long serialVersionUID = 1L;

        ProductNotFound() {
            super("no such product");
        }
    }
}
