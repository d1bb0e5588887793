package dev.orderflow.events.tracing;

import dev.orderflow.events.BusinessException;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.wire.EventTracing;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import lombok.RequiredArgsConstructor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Each handling of an event is a span, named like {@code handle order-created}; an event that is
 * tried again gets another one beside it.
 */
@RequiredArgsConstructor
class MicrometerEventTracing implements EventTracing {

    private final Tracer tracer;

    @Override
    public void whileHandling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable handling) {
        var span = start(record, event);
        try (var _ = tracer.withSpan(span);
                var _ = new EventInLog(event)) {
            handling.run();
        } catch (BusinessException nothingToDo) {
            throw nothingToDo; // an answer, not an error
        } catch (Throwable failed) {
            span.error(failed);
            throw failed;
        } finally {
            span.end();
        }
    }

    private Span start(ConsumerRecord<?, ?> record, EventMetadata event) {
        var builder =
                tracer.spanBuilder().name("handle " + event.eventType()).kind(Span.Kind.CONSUMER);
        var parent = contextOf(record);
        var span = (parent == null ? builder.setNoParent() : builder.setParent(parent)).start();
        return span.isNoop() ? span : describe(span, record, event);
    }

    /**
     * @see <a href="https://opentelemetry.io/docs/specs/semconv/messaging/kafka/">OpenTelemetry:
     *     semantic conventions for Kafka</a>
     */
    private static Span describe(Span span, ConsumerRecord<?, ?> record, EventMetadata event) {
        return span.tag("messaging.system", "kafka")
                .tag("messaging.operation.type", "process")
                .tag("messaging.operation.name", "handle")
                .tag("messaging.destination.name", record.topic())
                .tag("messaging.destination.partition.id", Integer.toString(record.partition()))
                .tag("messaging.kafka.offset", record.offset())
                .tag("messaging.message.id", event.eventId().toString())
                .tag("messaging.message.conversation_id", event.correlationId().toString());
    }

    @Override
    public void whileSettling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable settling) {
        try (var _ = tracer.currentTraceContext().newScope(contextOf(record));
                var _ = new EventInLog(event)) {
            settling.run();
        }
    }

    private @Nullable TraceContext contextOf(ConsumerRecord<?, ?> record) {
        var parent = TraceParent.of(record);
        return parent == null ? null : contextOf(parent);
    }

    private TraceContext contextOf(TraceParent parent) {
        return tracer.traceContextBuilder()
                .traceId(parent.traceId())
                .spanId(parent.spanId())
                .sampled(parent.sampled())
                .build();
    }

    @Override
    public void whileIn(String traceparent, Runnable work) {
        var place = TraceParent.read(traceparent);
        if (place.isEmpty()) {
            work.run();
            return;
        }
        try (var _ = tracer.currentTraceContext().newScope(contextOf(place.get()))) {
            work.run();
        }
    }

    @Override
    public @Nullable String current() {
        var current = tracer.currentTraceContext().context();
        var place = current == null ? null : TraceParent.of(current);
        return place == null ? null : place.text();
    }

    @Override
    public @Nullable String traceparent(EventMetadata published) {
        var current = tracer.currentTraceContext().context();
        var parent = TraceParent.of(current == null ? begin(published) : current);
        return parent == null ? null : parent.text();
    }

    /** An event that neither a request nor an event led to, as of a worker, begins a trace. */
    private TraceContext begin(EventMetadata published) {
        var span =
                tracer.spanBuilder()
                        .setNoParent()
                        .name("publish " + published.eventType())
                        .kind(Span.Kind.PRODUCER)
                        .start();
        span.end();
        return span.context();
    }
}
