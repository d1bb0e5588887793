package dev.orderflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells a caller who calls too often when to come again. Other services call on behalf of many and
 * are not counted; what nobody is known to have sent, is refused anyway.
 */
@RequiredArgsConstructor
final class CallRateFilter extends OncePerRequestFilter {

    private static final Duration ROUND_UP = Duration.ofSeconds(1).minusNanos(1);

    private final CallRates rates;
    private final ProblemWriter problems;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null
                && authentication.getPrincipal() instanceof Caller caller
                && !caller.roles().contains("SERVICE")) {
            var wait = rates.tryCall(caller.userId());
            if (wait.isPositive()) {
                refuse(response, wait.plus(ROUND_UP).toSeconds());
                return;
            }
        }
        chain.doFilter(request, response);
    }

    private void refuse(HttpServletResponse response, long seconds) throws IOException {
        response.setHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
        problems.write(
                response,
                Problems.of(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-calls",
                        "You call too often. Nothing was changed; try again in %d s."
                                .formatted(seconds)));
    }
}
