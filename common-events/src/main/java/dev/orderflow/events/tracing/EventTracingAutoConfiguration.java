package dev.orderflow.events.tracing;

import dev.orderflow.events.EventChains;
import dev.orderflow.events.wire.EventTracing;
import io.micrometer.tracing.Tracer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Traces events where the service has a tracer. */
@AutoConfiguration(
        afterName =
                "org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration")
public final class EventTracingAutoConfiguration {

    EventTracingAutoConfiguration() {}

    /** In a class of its own, as Micrometer Tracing need not be there. */
    @Configuration(proxyBeanMethods = false)
    @ConditionalOnClass(Tracer.class)
    static class WithTracer {

        @Bean
        @ConditionalOnBean(Tracer.class)
        @ConditionalOnMissingBean
        EventTracing micrometerEventTracing(Tracer tracer) {
            return new MicrometerEventTracing(tracer);
        }
    }

    @Bean
    @ConditionalOnMissingBean
    EventTracing eventTracing() {
        return new WithoutTracer();
    }

    @Bean
    EventChains eventChains(EventTracing tracing) {
        return new StorableEventChains(tracing);
    }
}
