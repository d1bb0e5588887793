package dev.orderflow.payment.adapter.in.web;

import dev.orderflow.web.AccessRules;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Nobody gives points to themselves. */
@Configuration(proxyBeanMethods = false)
class WebAccess {

    @Bean
    AccessRules accessRules() {
        return paths -> paths.requestMatchers("/api/points/*/top-up").hasRole("ADMIN");
    }
}
