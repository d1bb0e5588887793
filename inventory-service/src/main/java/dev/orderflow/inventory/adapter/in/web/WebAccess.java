package dev.orderflow.inventory.adapter.in.web;

import dev.orderflow.web.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;

/** Everybody may look at products; only administrators change them and their stock. */
@Configuration(proxyBeanMethods = false)
class WebAccess {

    private static final String PRODUCTS = "/api/products/**";

    @Bean
    AccessRules accessRules() {
        return paths ->
                paths.requestMatchers(HttpMethod.GET, PRODUCTS)
                        .hasRole("USER")
                        .requestMatchers(HttpMethod.HEAD, PRODUCTS)
                        .hasRole("USER")
                        .requestMatchers(PRODUCTS)
                        .hasRole("ADMIN");
    }
}
