package dev.orderflow.payment;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import dev.orderflow.events.test.OrderflowTest;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import org.springframework.test.context.TestPropertySource;

/** The whole service with a gateway whose failures do not take long. */
@Target(TYPE)
@Retention(RUNTIME)
@OrderflowTest
@TestPropertySource(
        properties = {
            // More threads than connections, on machines of any speed.
            "spring.datasource.hikari.connection-timeout=60000",
            "app.web.request-timeout=2m",
            "app.simulated-gateway.timeout=20ms",
            "app.simulated-gateway.settles-after=150ms",
            "app.gateway.first-pause=50ms",
            "app.gateway-worker.poll-interval=20ms"
        })
public @interface PaymentServiceTest {}
