package dev.orderflow.notification.adapter.in.web;

import dev.orderflow.notification.application.port.in.ReadStatisticsUseCase.InvalidPeriod;
import dev.orderflow.web.ProblemMapping;
import dev.orderflow.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

/** What this service's exceptions mean to a caller. */
@Component
class NotificationProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemDetail map(RuntimeException exception) {
        return exception instanceof InvalidPeriod invalid
                ? Problems.of(HttpStatus.BAD_REQUEST, "invalid-period", invalid.getMessage())
                : null;
    }
}
