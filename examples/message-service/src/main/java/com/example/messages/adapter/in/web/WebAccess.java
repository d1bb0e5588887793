package com.example.messages.adapter.in.web;

import dev.orderflow.web.AccessRules;
import dev.orderflow.web.EventStream;
import dev.orderflow.web.EventStreams;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class WebAccess {

    /** How many messages there are, and to make many, is for administrators. */
    @Bean
    AccessRules accessRules() {
        return paths ->
                paths.requestMatchers("/api/statistics", "/api/messages/bulk").hasRole("ADMIN");
    }

    /** To the browsers that are open at this instance, for as long as it runs. */
    @Bean
    EventStreams<EventStream> openBrowsers(BrowserSettings settings, Clock clock) {
        return new EventStreams<>(settings.browsers(), clock);
    }
}
