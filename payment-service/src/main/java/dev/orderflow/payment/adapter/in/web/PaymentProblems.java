package dev.orderflow.payment.adapter.in.web;

import dev.orderflow.payment.application.BalanceLimitReached;
import dev.orderflow.web.ProblemMapping;
import dev.orderflow.web.Problems;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.stereotype.Component;

@Component
class PaymentProblems implements ProblemMapping {

    @Override
    public @Nullable ProblemDetail map(RuntimeException exception) {
        return switch (exception) {
            case UnacceptableAmount amount ->
                    Problems.of(HttpStatus.BAD_REQUEST, "unacceptable-amount", amount.getMessage());
            case BalanceLimitReached _ ->
                    Problems.of(
                            HttpStatus.UNPROCESSABLE_CONTENT,
                            "balance-limit-reached",
                            "The account cannot hold that many points. Add fewer.");
            default -> null;
        };
    }
}
