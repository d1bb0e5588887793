package dev.orderflow.web;

import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;

/**
 * Who may call a service's own paths, where that is not every user. A bean of this type is asked
 * before the general rules, and before anything of the request but its path is looked at.
 */
@FunctionalInterface
public interface AccessRules
        extends Customizer<
                AuthorizeHttpRequestsConfigurer<HttpSecurity>
                        .AuthorizationManagerRequestMatcherRegistry> {}
