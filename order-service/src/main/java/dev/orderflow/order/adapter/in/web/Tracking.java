package dev.orderflow.order.adapter.in.web;

import dev.orderflow.web.EventStreams;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class Tracking {

    /** By which customers watch their orders, for as long as this instance runs. */
    @Bean
    EventStreams<OrderStream> openStreams(
            TrackingProperties properties, Clock clock, MeterRegistry meters) {
        var streams = new EventStreams<OrderStream>(properties.limits(), clock);
        Gauge.builder("orders.watched", streams, EventStreams::size)
                .description("Streams by which customers watch an order in this instance")
                .register(meters);
        return streams;
    }
}
