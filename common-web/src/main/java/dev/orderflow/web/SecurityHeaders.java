package dev.orderflow.web;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.web.header.HeaderWriter;
import org.springframework.security.web.header.writers.ContentSecurityPolicyHeaderWriter;
import org.springframework.security.web.header.writers.DelegatingRequestMatcherHeaderWriter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/**
 * What a browser may do with an answer: with data nothing at all, with the pages that document the
 * interfaces what those need. Spring Security's own ({@code nosniff}, {@code DENY} for frames, no
 * caching; over TLS also {@code Strict-Transport-Security}) stay as they are.
 */
final class SecurityHeaders {

    static final String DATA = "default-src 'none'; frame-ancestors 'none'";

    /** Swagger UI styles itself with attributes and has its icons in the style sheet. */
    static final String PAGES =
            "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:;"
                    + " frame-ancestors 'none'; base-uri 'none'; form-action 'self'";

    /** A page of text with a style sheet beside it; there is no script to be run. */
    static final String CONTRACTS =
            "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none';"
                    + " form-action 'none'";

    private SecurityHeaders() {}

    static Customizer<HeadersConfigurer<HttpSecurity>> all() {
        var paths = PathPatternRequestMatcher.withDefaults();
        var pages = paths.matcher("/swagger-ui/**");
        var contracts = paths.matcher("/contracts/**");
        var data = new NegatedRequestMatcher(new OrRequestMatcher(pages, contracts));
        return headers ->
                headers.referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER))
                        .addHeaderWriter(policy(pages, PAGES))
                        .addHeaderWriter(policy(contracts, CONTRACTS))
                        .addHeaderWriter(policy(data, DATA));
    }

    private static HeaderWriter policy(RequestMatcher where, String policy) {
        return new DelegatingRequestMatcherHeaderWriter(
                where, new ContentSecurityPolicyHeaderWriter(policy));
    }
}
