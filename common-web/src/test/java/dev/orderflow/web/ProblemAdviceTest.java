package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.TransactionSystemException;

class ProblemAdviceTest {

    final ProblemAdvice advice = new ProblemAdvice(new ServiceProblems(List.of()));

    @Test
    void a_call_that_gets_no_connection_is_told_to_come_again() {
        // As Hibernate puts it, which asks for one at the first statement of a transaction.
        var exhausted =
                new IllegalStateException(
                        "Unable to acquire JDBC Connection",
                        new SQLTransientConnectionException("request timed out after 5000ms"));

        var answer = advice.handle(exhausted);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(answer.getBody()).asString().contains("Nothing was changed");
    }

    static Stream<RuntimeException> lost() {
        var closed = new SQLException("Connection is closed"); // HikariCP, at the roll-back
        return Stream.of(
                new IllegalStateException("Unable to rollback", closed),
                new TransactionSystemException("JDBC rollback failed", closed),
                new RecoverableDataAccessException(
                        "commit", new SQLRecoverableException("Communications link failure")),
                new IllegalStateException(
                        new SQLException(
                                "Communications link failure during commit(). Transaction resolution unknown.",
                                "08007")),
                new IllegalStateException(
                        new SQLException(
                                "No operations allowed after statement closed.", "S1009")));
    }

    @ParameterizedTest
    @MethodSource("lost")
    void whose_connection_was_lost_is_not_told_that_nothing_happened(RuntimeException lost) {
        var answer = advice.handle(lost);

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("5");
        assertThat(answer.getBody())
                .asString()
                .contains("outcome-unknown", "Idempotency-Key")
                .doesNotContain("Nothing was changed");
    }

    @Test
    void what_nobody_foresaw_is_our_fault_and_shows_nothing_of_what_is_inside() {
        var answer = advice.handle(new IllegalStateException("the secret is 42"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(answer.getBody()).asString().doesNotContain("42");
    }
}
