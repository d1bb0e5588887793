package dev.orderflow.web;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration;
import org.springframework.context.annotation.Bean;

/** Which traces are recorded. */
@AutoConfiguration(before = OpenTelemetryTracingAutoConfiguration.class)
public final class TracingAutoConfiguration {

    TracingAutoConfiguration() {}

    /**
     * Whoever began a trace decides for all of it. Of those that begin here none is recorded while
     * nobody would see it; its ids are made, logged and passed on all the same, which costs little.
     */
    @Bean
    @ConditionalOnMissingBean
    Sampler traceSampler(
            ObjectProvider<SpanExporter> exporters,
            @Value("${management.tracing.sampling.probability}") double probability) {
        var isExported = exporters.stream().findAny().isPresent();
        return Sampler.parentBased(
                isExported ? Sampler.traceIdRatioBased(probability) : Sampler.alwaysOff());
    }
}
