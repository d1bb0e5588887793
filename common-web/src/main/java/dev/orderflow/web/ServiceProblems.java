package dev.orderflow.web;

import java.util.List;
import java.util.Objects;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;

/** All {@link ProblemMapping}s of the service as one. */
@RequiredArgsConstructor
final class ServiceProblems {

    private final List<ProblemMapping> mappings;

    @Nullable ProblemDetail find(RuntimeException exception) {
        return mappings.stream()
                .map(mapping -> mapping.map(exception))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }
}
