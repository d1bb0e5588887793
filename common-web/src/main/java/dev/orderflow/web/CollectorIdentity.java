package dev.orderflow.web;

import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;

/**
 * What a program sends that reads the services' metrics. In {@code jwt} mode that is {@code
 * app.security.monitoring-token}; without one they refuse.
 */
@RequiredArgsConstructor
public final class CollectorIdentity {

    private final String name;
    private final SecurityProperties properties;

    /** Headers by name. */
    public Map<String, String> headers() {
        return switch (properties.mode()) {
            case HEADER -> Map.of("X-USER-ID", name, "X-USER-ROLES", "MONITORING");
            case JWT ->
                    properties.monitoringToken() == null
                            ? Map.of()
                            : Map.of(
                                    HttpHeaders.AUTHORIZATION,
                                    "Bearer " + properties.monitoringToken());
        };
    }
}
