package dev.orderflow.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Knows a machine by its token, in every mode; it may do what the one role allows, no more. */
@RequiredArgsConstructor
final class MachineTokenFilter extends OncePerRequestFilter {

    private final MachineTokens tokens;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var machine = tokens.owner(request.getHeader(HttpHeaders.AUTHORIZATION));
        if (machine != null) {
            SecurityContextHolder.getContext().setAuthentication(machine.authentication());
        }
        chain.doFilter(request, response);
    }
}
