package dev.orderflow.cli.rest;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What calls carry to say who makes them. */
@FunctionalInterface
public interface Credentials {

    /** Of services that believe who is calling: {@code app.security.mode=header}. */
    Credentials BELIEVED =
            (userId, roles) -> {
                var headers = new LinkedHashMap<>(Map.of("X-USER-ID", userId));
                if (!roles.equals(List.of("USER"))) {
                    headers.put("X-USER-ROLES", String.join(",", roles));
                }
                return headers;
            };

    /** Whose calls they are, if somebody of this name wants to make them. */
    default String caller(String userId) {
        return userId;
    }

    /** Headers by name. */
    Map<String, String> of(String userId, List<String> roles);
}
