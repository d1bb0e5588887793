package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.EventMetadata;
import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The same where nobody traces: a chain of events is a trace then, by its correlation id. */
@PaymentServiceTest
@TestPropertySource(
        properties = {
            "app.gateway-worker.auto-startup=false",
            """
            spring.autoconfigure.exclude=\
            org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration,\
            org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration
            """
        })
class PaymentChainsWithoutTracerTest extends PaymentChainsTest {

    @Autowired ObjectProvider<Tracer> tracers;

    @Test
    void nobody_traces() {
        assertThat(tracers.stream()).isEmpty();
    }

    @Override
    String traceIdOf(EventMetadata sent) {
        return sent.correlationId().toString().replace("-", "");
    }
}
