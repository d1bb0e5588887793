package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLTransientConnectionException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

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
    }

    @Test
    void what_nobody_foresaw_is_our_fault_and_shows_nothing_of_what_is_inside() {
        var answer = advice.handle(new IllegalStateException("the secret is 42"));

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.INTERNAL_SERVER_ERROR);
        assertThat(answer.getBody()).asString().doesNotContain("42");
    }
}
