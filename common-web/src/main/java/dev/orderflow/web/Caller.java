package dev.orderflow.web;

import java.time.Instant;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.AuthenticatedPrincipal;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;

/**
 * Who is calling; a parameter of this type of a controller's method gets it.
 *
 * @param userId 1 to 64 of {@code A-Z a-z 0-9 . _ @ -}
 * @param roles upper-case names without prefix, such as {@code ADMIN}
 * @param knownUntil when what says so expires, such as a token; {@link Instant#MAX} where nothing
 *     does
 */
public record Caller(String userId, Set<String> roles, Instant knownUntil)
        implements AuthenticatedPrincipal {

    private static final Pattern USER_ID = Pattern.compile("[A-Za-z0-9._@-]{1,64}");
    private static final Pattern ROLE = Pattern.compile("[A-Z][A-Z_]{0,31}");

    public Caller {
        if (!isUserId(userId) || !roles.stream().allMatch(role -> ROLE.matcher(role).matches())) {
            throw new IllegalArgumentException("Not a user id or not a role");
        }
        roles = Set.copyOf(roles);
    }

    /** Somebody whom nothing expires of. */
    public Caller(String userId, Set<String> roles) {
        this(userId, roles, Instant.MAX);
    }

    public static boolean isUserId(@Nullable String text) {
        return text != null && USER_ID.matcher(text).matches();
    }

    /** What a {@link java.security.Principal} of this caller is called. */
    @Override
    public String getName() {
        return userId;
    }

    public boolean isAdmin() {
        return roles.contains("ADMIN");
    }

    /** This caller, known beyond doubt, as Spring Security sees it. */
    AbstractAuthenticationToken authentication() {
        return new PreAuthenticatedAuthenticationToken(
                this,
                "",
                roles.stream().map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList());
    }
}
