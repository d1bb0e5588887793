package dev.orderflow.console.access;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What a browser may do with these pages, and what a foreign page may make a browser do with this
 * service: nothing. Who is calling is said by a header that only our own script sets, never by a
 * cookie; this is for the case that a browser is talked into more.
 */
@RequiredArgsConstructor
final class BrowserRules extends OncePerRequestFilter {

    private static final String CONTENT_SECURITY_POLICY =
            String.join(
                    "; ",
                    "default-src 'none'",
                    "script-src 'self'",
                    "style-src 'self'",
                    "img-src 'self'",
                    "connect-src 'self'",
                    "base-uri 'none'",
                    "form-action 'none'",
                    "frame-ancestors 'none'",
                    // Text from outside cannot become elements, not even by mistake.
                    "require-trusted-types-for 'script'",
                    "trusted-types 'none'");

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Callers are believed, so that a name that leads here must be one that we know. */
    private final boolean believing;

    private final List<String> hosts;

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        response.setHeader("Content-Security-Policy", CONTENT_SECURITY_POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        if (believing && !isKnown(request.getServerName())) {
            refuse(response, "unknown-host", "This page is not to be reached under that name.");
        } else if (!READING.contains(request.getMethod()) && isForeign(request)) {
            refuse(response, "foreign-page", "Another page may change nothing here.");
        } else {
            chain.doFilter(request, response);
        }
    }

    /** Else a page elsewhere could let its own name lead here (DNS rebinding), and be ours. */
    private boolean isKnown(String host) {
        var name = host.toLowerCase(Locale.ROOT);
        return HERE.contains(name) || hosts.contains(name);
    }

    private static boolean isForeign(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        if (site != null && !site.equals("same-origin")) {
            return true;
        }
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        return origin != null && !authority(origin).equals(request.getHeader(HttpHeaders.HOST));
    }

    private static String authority(String origin) {
        try {
            return Objects.requireNonNullElse(URI.create(origin).getRawAuthority(), "");
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }

    /** Without what is behind: nothing of the request has been looked at. */
    private static void refuse(HttpServletResponse response, String type, String sentence)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json");
        response.getWriter()
                .write(
                        "{\"type\":\"urn:orderflow:problem:%s\",\"status\":403,\"detail\":\"%s\"}"
                                .formatted(type, sentence));
    }
}
