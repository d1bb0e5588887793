package dev.orderflow.events.tracing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.tracing.TraceContext;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceParentTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String SPAN = "00f067aa0ba902b7";

    @ParameterizedTest
    @CsvSource({"00, false", "01, true", "02, false", "03, true", "0b, true"})
    void a_well_formed_one_is_read(String flags, boolean sampled) {
        assertThat(TraceParent.of(recordWith("00-" + TRACE + "-" + SPAN + "-" + flags)))
                .isEqualTo(new TraceParent(TRACE, SPAN, sampled));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-0\n",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736_00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7_01",
                "00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e473g-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902bg-01",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01"
            })
    void a_malformed_one_is_none(String malformed) {
        assertThat(TraceParent.of(recordWith(malformed))).isNull();
    }

    @Test
    void a_record_need_not_have_one() {
        assertThat(TraceParent.of(new ConsumerRecord<>("topic", 0, 0, "key", "value"))).isNull();
    }

    @Test
    void a_tracer_that_is_switched_off_is_in_no_trace() {
        assertThat(TraceParent.of(TraceContext.NOOP)).isNull();
        assertThat(TraceParent.of(context("0".repeat(32), "0".repeat(16), false))).isNull();
    }

    @Test
    void it_is_written_as_it_is_read() {
        var place = TraceParent.of(context(TRACE, SPAN, true));

        assertThat(place).isNotNull();
        assertThat(place.text()).isEqualTo("00-" + TRACE + "-" + SPAN + "-01");
        assertThat(TraceParent.of(recordWith(place.text()))).isEqualTo(place);
    }

    private static ConsumerRecord<String, String> recordWith(String traceparent) {
        var record = new ConsumerRecord<>("topic", 0, 0, "key", "value");
        record.headers().add("traceparent", traceparent.getBytes(UTF_8));
        return record;
    }

    private static TraceContext context(String traceId, String spanId, boolean sampled) {
        return new TraceContext() {
            @Override
            public String traceId() {
                return traceId;
            }

            @Override
            public String parentId() {
                return "";
            }

            @Override
            public String spanId() {
                return spanId;
            }

            @Override
            public Boolean sampled() {
                return sampled;
            }
        };
    }
}
