package dev.orderflow.web;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;

/**
 * What a browser may do with an answer: with data nothing at all, with the page that documents the
 * API what that page needs. Spring Security's own ({@code nosniff}, {@code DENY} for frames, no
 * caching; over TLS also {@code Strict-Transport-Security}) stay as they are.
 */
final class SecurityHeaders {

    static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI styles itself with attributes and has its icons in the style sheet. */
    static final String PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    private SecurityHeaders() {}

    static Customizer<HeadersConfigurer<HttpSecurity>> all() {
        var pages = PathPatternRequestMatcher.withDefaults().matcher("/swagger-ui/**");
        return headers ->
                headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(
                                new DelegatingRequestMatcherHeaderWriter(
                                        pages, new ContentSecurityPolicyHeaderWriter(PAGES)))
                        .addHeaderWriter(
                                new DelegatingRequestMatcherHeaderWriter(
                                        new NegatedRequestMatcher(pages),
                                        new ContentSecurityPolicyHeaderWriter(DATA)));
    }
}
