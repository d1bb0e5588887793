package dev.orderflow.events.consumer;

import dev.orderflow.events.HandledEvents;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The endpoint, where there is a web server and something is consumed. */
@AutoConfiguration(after = ConsumerAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnBean(HandledEvents.class)
public final class HandledEventsEndpointAutoConfiguration {

    HandledEventsEndpointAutoConfiguration() {}

    @Bean
    HandledEventsEndpoint handledEventsEndpoint(HandledEvents handled) {
        return new HandledEventsEndpoint(handled);
    }
}
