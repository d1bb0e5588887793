package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.wire.EventHeaders;
import io.micrometer.tracing.Tracer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** A service that traces nothing. */
@OrderflowTest
@TestPropertySource(
        properties =
                """
                spring.autoconfigure.exclude=\
                org.springframework.boot.micrometer.tracing.opentelemetry.autoconfigure.OpenTelemetryTracingAutoConfiguration,\
                org.springframework.boot.micrometer.tracing.autoconfigure.NoopTracerAutoConfiguration
                """)
class WithoutTracerTest {

    @Autowired ObjectProvider<Tracer> tracers;
    @Autowired EventPublisher publisher;
    @Autowired TransactionTemplate transactions;
    @Autowired ProbeApplication.Probe probe;
    @Autowired PublishedEvents published;

    final UUID subject = UUID.randomUUID();

    @Test
    void a_chain_of_events_is_a_trace_all_the_same() {
        assertThat(tracers.stream()).isEmpty();

        transactions.executeWithoutResult(_ -> publisher.publish(new StockReserved(subject)));
        published.await(StockDeducted.class, subject);

        var reserved = published.all(StockReserved.class, subject).getFirst().metadata();
        var deducted = published.all(StockDeducted.class, subject).getFirst().metadata();
        assertThat(traceparent("stock-reserved"))
                .isEqualTo(EventHeaders.traceparent(reserved.correlationId(), reserved.eventId()));
        assertThat(traceparent("stock-deducted"))
                .isEqualTo(EventHeaders.traceparent(reserved.correlationId(), deducted.eventId()));
        assertThat(probe.logContext(subject))
                .containsEntry("eventId", reserved.eventId().toString())
                .containsEntry("aggregateId", subject.toString())
                .doesNotContainKey("traceId");
    }

    private String traceparent(String topic) {
        var record =
                published.records(topic).stream()
                        .filter(it -> new String(it.key(), UTF_8).equals(subject.toString()))
                        .findFirst()
                        .orElseThrow();
        return new String(record.headers().lastHeader("traceparent").value(), UTF_8);
    }
}
