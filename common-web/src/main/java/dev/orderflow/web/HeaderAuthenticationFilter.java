package dev.orderflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Believes the gateway in front, or the person at the keyboard of a local stack: {@code X-USER-ID}
 * and {@code X-USER-ROLES} say who is calling. Whoever reaches the port can be anybody, so it must
 * be reachable by them only.
 */
@RequiredArgsConstructor
final class HeaderAuthenticationFilter extends OncePerRequestFilter {

    private final ProblemWriter problems;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var userIds = Collections.list(request.getHeaders("X-USER-ID"));
        if (!userIds.isEmpty()) {
            var caller = caller(userIds, request.getHeader("X-USER-ROLES"));
            if (caller == null) {
                problems.write(
                        response,
                        Problems.of(
                                HttpStatus.BAD_REQUEST,
                                "malformed-caller",
                                "X-USER-ID must be one name of 1 to 64 of A-Z a-z 0-9 . _ @ -, and X-USER-ROLES upper-case names with commas between them."));
                return;
            }
            SecurityContextHolder.getContext().setAuthentication(caller.authentication());
        }
        chain.doFilter(request, response);
    }

    /** Null where it cannot be told who it is: of two names, one may be what a customer sent. */
    private static @Nullable Caller caller(List<String> userIds, @Nullable String roles) {
        try {
            return userIds.size() == 1 ? new Caller(userIds.getFirst(), roles(roles)) : null;
        } catch (IllegalArgumentException malformed) {
            return null;
        }
    }

    private static Set<String> roles(@Nullable String header) {
        var roles = new HashSet<>(Set.of("USER"));
        if (header != null) {
            Arrays.stream(header.split(","))
                    .map(String::strip)
                    .filter(role -> !role.isEmpty())
                    .forEach(roles::add);
        }
        return roles;
    }
}
