package dev.orderflow.web;

import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** A bean by which a service says what its own exceptions mean to a caller. */
@FunctionalInterface
public interface ProblemMapping {

    /**
     * @return the problem, or null where the exception is not one of this service's
     */
    @Nullable ProblemDetail map(RuntimeException exception);
}
