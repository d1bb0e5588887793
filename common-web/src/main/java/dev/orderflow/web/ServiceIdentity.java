package dev.orderflow.web;

import java.util.function.Consumer;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;

/**
 * What this service sends with its calls to the others, who know it by that and let it read what
 * they handled. In {@code jwt} mode that is {@code app.security.service-token}; without one they
 * refuse.
 */
@RequiredArgsConstructor
public final class ServiceIdentity implements Consumer<HttpHeaders> {

    private final String service;
    private final SecurityProperties properties;

    @Override
    public void accept(HttpHeaders headers) {
        switch (properties.mode()) {
            case HEADER -> {
                headers.set("X-USER-ID", service);
                headers.set("X-USER-ROLES", "SERVICE");
            }
            case JWT -> {
                if (properties.serviceToken() != null) {
                    headers.setBearerAuth(properties.serviceToken());
                }
            }
        }
    }
}
