package dev.orderflow.console.access;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.web.AccessRules;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;

/**
 * The pages themselves are for everybody, as they hold nothing; what they show is not. Calls that
 * are passed on are decided about by the service that they are for.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleAccess {

    @Bean
    AccessRules accessRules() {
        return paths ->
                paths.requestMatchers(
                                HttpMethod.GET,
                                "/",
                                "/index.html",
                                "/assets/**",
                                "/webjars/**",
                                "/api/settings")
                        .permitAll()
                        .requestMatchers("/api/pipeline/**")
                        .hasAnyRole("MONITORING", "ADMIN")
                        .requestMatchers("/api/topics/**", "/api/mishaps/**")
                        .hasRole("ADMIN");
    }

    @Bean
    FilterRegistrationBean<BrowserRules> browserRules(
            @Value("${app.security.mode:jwt}") String mode, ConsoleProperties properties) {
        var filter =
                new FilterRegistrationBean<>(
                        new BrowserRules(mode.equalsIgnoreCase("header"), properties.hosts()));
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
