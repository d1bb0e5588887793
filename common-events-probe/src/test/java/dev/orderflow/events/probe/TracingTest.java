package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.EventChains;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.TestClock;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventTracing;
import io.micrometer.tracing.Tracer;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/** One trace, from who publishes to the last who handles. */
@OrderflowTest
@Import(TracingTest.Exported.class)
@TestPropertySource(
        properties = {
            "management.tracing.sampling.probability=1",
            "management.opentelemetry.tracing.export.schedule-delay=20ms"
        })
class TracingTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";
    private static final String SAMPLED = "00-" + TRACE + "-" + SPAN + "-01";

    @Autowired EventPublisher publisher;
    @Autowired TransactionTemplate transactions;
    @Autowired Tracer tracer;
    @Autowired ProbeApplication.Probe probe;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired EventCodec codec;
    @Autowired TestClock clock;
    @Autowired EventTracing tracing;
    @Autowired EventChains chains;
    @Autowired Exported exported;

    final UUID subject = UUID.randomUUID();

    @Test
    void publisher_handler_and_what_the_handler_publishes_are_in_one_trace() {
        var request = tracer.nextSpan().name("request").start();
        try (var _ = tracer.withSpan(request)) {
            publishReserved();
        } finally {
            request.end();
        }
        published.await(StockDeducted.class, subject);

        var trace = request.context().traceId();
        assertThat(traceparent("stock-reserved"))
                .isEqualTo("00-" + trace + "-" + request.context().spanId() + "-01");
        var handling = exportedSpan(trace, "handle stock-reserved");
        assertThat(handling.getParentSpanId()).isEqualTo(request.context().spanId());
        assertThat(probe.logContext(subject))
                .containsEntry("traceId", trace)
                .containsEntry("spanId", handling.getSpanId());
        assertThat(traceparent("stock-deducted"))
                .isEqualTo("00-" + trace + "-" + handling.getSpanId() + "-01");
    }

    @Test
    void the_span_says_which_record_it_was() {
        var metadata = sendWith(SAMPLED);

        var span = exportedSpan(TRACE, "handle stock-reserved", metadata);

        assertThat(span.getKind()).isEqualTo(SpanKind.CONSUMER);
        assertThat(span.getParentSpanId()).isEqualTo(SPAN);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(attributes(span))
                .containsEntry("messaging.system", "kafka")
                .containsEntry("messaging.operation.type", "process")
                .hasEntrySatisfying(
                        "messaging.destination.name",
                        topic -> assertThat(topic).endsWith("stock-reserved"))
                .containsKeys("messaging.destination.partition.id", "messaging.kafka.offset")
                .containsEntry(
                        "messaging.message.conversation_id", metadata.correlationId().toString());
    }

    @Test
    void log_lines_name_the_event() {
        var metadata = sendWith(SAMPLED);
        others.awaitHandled();

        assertThat(probe.logContext(subject))
                .containsEntry("traceId", TRACE)
                .containsEntry("eventId", metadata.eventId().toString())
                .containsEntry("aggregateId", subject.toString());
    }

    @Test
    void a_dead_letter_is_in_the_trace_and_so_is_every_try() {
        probe.fail(subject, Integer.MAX_VALUE, IllegalStateException::new);

        var metadata = sendWith(SAMPLED);
        others.awaitHandled();

        assertThat(traceparent("stock-reserved.probe-service.dlq")).isEqualTo(SAMPLED);
        var failed = exportedSpan(TRACE, "handle stock-reserved", metadata);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(failed.getEvents()).anyMatch(event -> event.getName().equals("exception"));
    }

    @Test
    void a_business_exception_is_no_error() {
        probe.fail(subject, Integer.MAX_VALUE, ProbeApplication.NothingToDo::new);

        var metadata = sendWith(SAMPLED);

        assertThat(
                        exportedSpan(TRACE, "handle stock-reserved", metadata)
                                .getStatus()
                                .getStatusCode())
                .isEqualTo(StatusCode.UNSET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01"
            })
    void a_malformed_traceparent_is_ignored(String malformed) {
        sendWith(malformed);
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(probe.logContext(subject).get("traceId"))
                .matches("[0-9a-f]{32}")
                .isNotEqualTo(TRACE);
    }

    @Test
    void a_trace_that_nobody_records_is_kept_all_the_same() {
        var unsampled = "00-" + TRACE + "-" + SPAN + "-00";

        var metadata = sendWith(unsampled);
        published.await(StockDeducted.class, subject);

        assertThat(probe.logContext(subject)).containsEntry("traceId", TRACE);
        assertThat(traceparent("stock-deducted"))
                .matches("00-" + TRACE + "-[0-9a-f]{16}-00")
                .isNotEqualTo(unsampled);
        assertThat(exported.of(metadata)).isEmpty();
    }

    @Test
    void what_a_worker_publishes_is_in_the_trace_of_who_wrote_its_work_down() {
        var request = tracer.nextSpan().name("request").start();
        String chain;
        try (var _ = tracer.withSpan(request)) {
            chain = chains.current();
        } finally {
            request.end();
        }

        chains.continueIn(
                chain,
                () -> {
                    assertThat(MDC.get("traceId")).isEqualTo(request.context().traceId());
                    publishReserved();
                });
        published.await(StockDeducted.class, subject);

        assertThat(traceparent("stock-reserved"))
                .isEqualTo(
                        "00-"
                                + request.context().traceId()
                                + "-"
                                + request.context().spanId()
                                + "-01");
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        assertThat(tracer.currentSpan()).isNull();
    }

    @Test
    void a_worker_does_not_turn_a_trace_that_nobody_records_into_one_that_is() {
        var unsampled = "00-" + TRACE + "-" + SPAN + "-00";

        chains.continueIn("//" + unsampled, this::publishReserved);
        published.await(StockDeducted.class, subject);

        assertThat(traceparent("stock-reserved")).isEqualTo(unsampled);
    }

    @Test
    void an_event_that_nothing_led_to_begins_a_trace() {
        publishReserved();
        published.await(StockDeducted.class, subject);

        var trace = traceparent("stock-reserved").split("-")[1];
        exportedSpan(trace, "publish stock-reserved");
        assertThat(probe.logContext(subject)).containsEntry("traceId", trace);
    }

    @Test
    void what_is_done_about_an_event_outside_its_handler_is_logged_in_its_trace_too() {
        var metadata = EventCodec.describe(new StockReserved(subject), clock);
        var seen = new HashMap<String, String>();

        tracing.whileSettling(
                recordWith(SAMPLED), metadata, () -> seen.putAll(MDC.getCopyOfContextMap()));

        assertThat(seen)
                .containsEntry("traceId", TRACE)
                .containsEntry("eventId", metadata.eventId().toString());
        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
    }

    @Test
    void log_lines_after_the_handling_name_nothing() {
        var metadata = EventCodec.describe(new StockReserved(subject), clock);

        tracing.whileHandling(recordWith(SAMPLED), metadata, () -> {});
        assertThatExceptionOfType(StackOverflowError.class)
                .isThrownBy(
                        () ->
                                tracing.whileHandling(
                                        recordWith(SAMPLED),
                                        metadata,
                                        () -> {
                                            throw new StackOverflowError();
                                        }));

        assertThat(MDC.getCopyOfContextMap()).isNullOrEmpty();
        assertThat(tracer.currentSpan()).isNull();
    }

    @Test
    void a_strangers_aggregate_id_forges_no_log_line() {
        var forged = EventCodec.describe(new StockReserved(subject), clock);
        var seen = new HashMap<String, String>();

        tracing.whileHandling(
                recordWith(SAMPLED),
                new EventMetadata(
                        forged.eventId(),
                        forged.eventType(),
                        forged.version(),
                        "1\nERROR",
                        forged.timestamp(),
                        forged.correlationId(),
                        null),
                () -> seen.putAll(MDC.getCopyOfContextMap()));

        assertThat(seen).containsEntry("aggregateId", "1?ERROR");
    }

    private static ConsumerRecord<byte[], byte[]> recordWith(String traceparent) {
        var record = new ConsumerRecord<>("stock-reserved", 0, 0, new byte[] {1}, new byte[] {1});
        record.headers().add("traceparent", traceparent.getBytes(UTF_8));
        return record;
    }

    private void publishReserved() {
        transactions.executeWithoutResult(_ -> publisher.publish(new StockReserved(subject)));
    }

    private EventMetadata sendWith(String traceparent) {
        var event = new StockReserved(subject);
        var metadata = EventCodec.describe(event, clock);
        others.sendRaw(
                "stock-reserved",
                subject.toString(),
                codec.encode(metadata, event),
                new RecordHeader("traceparent", traceparent.getBytes(UTF_8)));
        return metadata;
    }

    private String traceparent(String topic) {
        var record =
                published.records(topic).stream()
                        .filter(it -> new String(it.key(), UTF_8).equals(subject.toString()))
                        .findFirst()
                        .orElseThrow();
        return new String(record.headers().lastHeader("traceparent").value(), UTF_8);
    }

    private SpanData exportedSpan(String trace, String name) {
        return Awaitility.await(name)
                .until(() -> exported.in(trace, name), spans -> !spans.isEmpty())
                .getFirst();
    }

    private SpanData exportedSpan(String trace, String name, EventMetadata event) {
        Awaitility.await(name).until(() -> !exported.of(event).isEmpty());
        return exported.of(event).stream()
                .filter(span -> span.getTraceId().equals(trace) && span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Map<String, String> attributes(SpanData span) {
        return span.getAttributes().asMap().entrySet().stream()
                .collect(
                        Collectors.toMap(
                                it -> it.getKey().getKey(), it -> it.getValue().toString()));
    }

    /** The spans that a collector would have been sent. */
    static final class Exported implements SpanExporter {

        private final Queue<SpanData> spans = new ConcurrentLinkedQueue<>();

        List<SpanData> in(String trace, String name) {
            return spans.stream()
                    .filter(span -> span.getTraceId().equals(trace) && span.getName().equals(name))
                    .toList();
        }

        List<SpanData> of(EventMetadata event) {
            return spans.stream()
                    .filter(
                            span ->
                                    event.eventId()
                                            .toString()
                                            .equals(attributes(span).get("messaging.message.id")))
                    .toList();
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> more) {
            spans.addAll(more);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
