package dev.orderflow.notification.adapter.in.web;

import dev.orderflow.web.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How many orders there are is for administrators. */
@Configuration(proxyBeanMethods = false)
class WebAccess {

    @Bean
    AccessRules accessRules() {
        return paths -> paths.requestMatchers("/api/statistics").hasRole("ADMIN");
    }
}
