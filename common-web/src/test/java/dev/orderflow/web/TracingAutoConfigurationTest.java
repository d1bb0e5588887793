package dev.orderflow.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.Tracer;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.tracing.autoconfigure.MicrometerTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.otlp.OtlpTracingAutoConfiguration;
import org.springframework.boot.opentelemetry.autoconfigure.OpenTelemetrySdkAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TracingAutoConfigurationTest {

    private static final String COLLECTOR =
            "management.opentelemetry.tracing.export.otlp.endpoint=http://localhost:4318/v1/traces";

    private final ApplicationContextRunner service =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    TracingAutoConfiguration.class,
                                    OpenTelemetrySdkAutoConfiguration.class,
                                    OpenTelemetryTracingAutoConfiguration.class,
                                    OtlpTracingAutoConfiguration.class,
                                    MicrometerTracingAutoConfiguration.class))
                    .withPropertyValues("management.tracing.sampling.probability=1");

    @Test
    void nothing_is_recorded_while_nobody_would_see_it_but_ids_are_made() {
        service.run(
                context -> {
                    var span = context.getBean(Tracer.class).nextSpan().start();

                    assertThat(span.isNoop()).isTrue();
                    assertThat(span.context().traceId()).matches("(?!0{32})[0-9a-f]{32}");
                });
    }

    @Test
    void naming_a_collector_is_enough_to_record() {
        service.withPropertyValues(COLLECTOR)
                .run(
                        context ->
                                assertThat(
                                                context.getBean(Tracer.class)
                                                        .nextSpan()
                                                        .start()
                                                        .isNoop())
                                        .isFalse());
    }

    @Test
    void whoever_began_a_trace_decides_for_all_of_it() {
        service.withPropertyValues(COLLECTOR)
                .run(
                        context -> {
                            var tracer = context.getBean(Tracer.class);
                            var unrecorded =
                                    tracer.traceContextBuilder()
                                            .traceId("4bf92f3577b34da6a3ce929d0e0e4736")
                                            .spanId("00f067aa0ba902b7")
                                            .sampled(false)
                                            .build();

                            assertThat(tracer.spanBuilder().setParent(unrecorded).start().isNoop())
                                    .isTrue();
                        });
    }
}
