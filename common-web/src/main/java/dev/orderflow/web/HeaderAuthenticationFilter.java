package dev.orderflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Believes the gateway in front, or the person at the keyboard of a local stack: {@code X-USER-ID}
 * and {@code X-USER-ROLES} say who is calling. Whoever reaches the port can be anybody, so it must
 * be reachable by them only.
 *
 * <p>What collects metrics is known by a token instead, as collectors can send one and, some of
 * them, no other header (prometheus/common repeats configured headers with every scrape).
 */
@RequiredArgsConstructor
final class HeaderAuthenticationFilter extends OncePerRequestFilter {

    private static final Caller COLLECTOR = new Caller("monitoring", Set.of("MONITORING"));

    private final ProblemWriter problems;
    private final SecurityProperties properties;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var userId = request.getHeader("X-USER-ID");
        if (userId == null) {
            if (properties.isMonitoringToken(request.getHeader(HttpHeaders.AUTHORIZATION))) {
                doFilterAs(COLLECTOR, COLLECTOR.roles().stream(), request, response, chain);
            } else {
                chain.doFilter(request, response);
            }
            return;
        }
        Caller caller;
        try {
            caller = new Caller(userId, roles(request.getHeader("X-USER-ROLES")));
        } catch (IllegalArgumentException malformed) {
            problems.write(
                    response,
                    Problems.of(
                            HttpStatus.BAD_REQUEST,
                            "malformed-caller",
                            "X-USER-ID must be 1 to 64 of A-Z a-z 0-9 . _ @ -, and X-USER-ROLES upper-case names with commas between them."));
            return;
        }
        var roles = Stream.concat(Stream.of("USER"), caller.roles().stream());
        doFilterAs(caller, roles, request, response, chain);
    }

    private static void doFilterAs(
            Caller caller,
            Stream<String> roles,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws ServletException, IOException {
        var authorities = roles.map(role -> new SimpleGrantedAuthority("ROLE_" + role)).toList();
        SecurityContextHolder.getContext()
                .setAuthentication(
                        new PreAuthenticatedAuthenticationToken(caller, "", authorities));
        try {
            chain.doFilter(request, response);
        } finally {
            SecurityContextHolder.clearContext();
        }
    }

    private static HashSet<String> roles(@org.jspecify.annotations.Nullable String header) {
        var roles = new HashSet<String>();
        if (header != null) {
            Arrays.stream(header.split(","))
                    .map(String::strip)
                    .filter(role -> !role.isEmpty())
                    .forEach(roles::add);
        }
        return roles;
    }
}
