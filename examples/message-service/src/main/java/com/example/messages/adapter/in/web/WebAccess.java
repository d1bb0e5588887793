package com.example.messages.adapter.in.web;

import dev.orderflow.web.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How many messages there are, and to make many, is for administrators. */
@Configuration(proxyBeanMethods = false)
class WebAccess {

    @Bean
    AccessRules accessRules() {
        return paths ->
                paths.requestMatchers("/api/statistics", "/api/messages/bulk").hasRole("ADMIN");
    }
}
