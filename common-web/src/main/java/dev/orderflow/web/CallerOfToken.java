package dev.orderflow.web;

import static java.util.Objects.requireNonNullElse;

import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Reads a checked token: the subject is the user id, the roles are those of ours that a claim
 * names. An administrator is a user, too; nobody else is anything that the token does not say.
 */
record CallerOfToken(String rolesClaim) {

    private static final Set<String> ROLES = Set.of("USER", "ADMIN", "MONITORING", "SERVICE");

    AbstractAuthenticationToken authentication(Jwt token) {
        var roles =
                named(find(token.getClaims()))
                        .filter(ROLES::contains) // issuers have many of their own
                        .flatMap(
                                role ->
                                        role.equals("ADMIN")
                                                ? Stream.of(role, "USER")
                                                : Stream.of(role))
                        .collect(Collectors.toSet());
        var expires = requireNonNullElse(token.getExpiresAt(), Instant.MAX);
        return new Caller(token.getSubject(), roles, expires).authentication();
    }

    private @Nullable Object find(Map<String, Object> claims) {
        var whole = claims.get(rolesClaim); // a name may have dots, such as those that are URLs
        if (whole != null) {
            return whole;
        }
        Object found = claims;
        for (var step : rolesClaim.split("\\.")) {
            found = found instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return found;
    }

    /** A list, or one text with spaces as {@code scope} is. */
    private static Stream<String> named(@Nullable Object claim) {
        return switch (claim) {
            case String text -> Arrays.stream(text.split(" "));
            case Collection<?> list ->
                    list.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }
}
