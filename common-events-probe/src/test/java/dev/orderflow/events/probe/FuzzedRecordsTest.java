package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.ForgedLines;
import dev.orderflow.events.test.Fuzz;
import dev.orderflow.events.test.FuzzedJson;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.UnreadableEventException;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/** Records that are nearly events, or nothing like them, among good ones. */
@OrderflowTest
class FuzzedRecordsTest {

    private static final int RUBBISH_TO_A_GOOD_ONE = 10;
    private static final int AT_ONCE = 5000;

    @Autowired EventInjector others;
    @Autowired EventCodec codec;
    @Autowired JdbcTemplate jdbc;

    @Test
    void every_value_is_an_event_or_unreadable_and_nothing_else() {
        Fuzz.with(
                values(),
                value -> {
                    try {
                        codec.event(codec.read(value), StockReserved.class);
                    } catch (UnreadableEventException expected) {
                        assertThat(expected).hasMessageNotContaining("Exception");
                    }
                });
    }

    @Test
    void no_good_record_is_lost_among_bad_ones() {
        var good = new HashSet<String>();
        var sent = new AtomicInteger();
        var rubbish = Combinators.combine(keys(), values(), headers()).as(Rubbish::new);

        try (var _ = ForgedLines.none()) {
            Fuzz.with(
                    rubbish,
                    it -> {
                        others.sendRaw("stock-reserved", it.key, it.value, it.header);
                        if (sent.incrementAndGet() % RUBBISH_TO_A_GOOD_ONE == 0) {
                            var id = UUID.randomUUID();
                            others.send(new StockReserved(id));
                            good.add(id.toString());
                        }
                        if (sent.get() % AT_ONCE == 0) {
                            others.awaitHandled();
                        }
                    });
            others.awaitHandled();
        }

        assertThat(good).isNotEmpty();
        var effects = jdbc.queryForList("select subject from effect", String.class);
        effects.retainAll(good);
        assertThat(effects).doesNotHaveDuplicates().hasSameSizeAs(good);
    }

    /** Around an event whose id and subject differ each time. */
    private static Arbitrary<byte[]> values() {
        return FuzzedJson.like(
                Map.of(
                        "eventId", ids(),
                        "eventType", Arbitraries.of("\"stock-reserved\"", "\"stock-gone\""),
                        "version", Arbitraries.of("1", "1", "1", "2"),
                        "aggregateId", ids(),
                        "timestamp",
                                Arbitraries.of(
                                        "\"2026-11-21T10:15:30Z\"",
                                        "\"+9999-01-01T00:00:00Z\"",
                                        "\"-0001-01-01T00:00:00Z\""),
                        "correlationId", ids(),
                        "causationId", ids(),
                        "orderId", ids()));
    }

    /** Few enough for the same one to come twice in a record, and to come again. */
    private static Arbitrary<String> ids() {
        return Arbitraries.longs()
                .between(1, 20)
                .map(number -> "\"%s\"".formatted(new UUID(0, number)));
    }

    private static Arbitrary<@Nullable String> keys() {
        return Arbitraries.oneOf(
                ids().map(id -> id.replace("\"", "")),
                Arbitraries.of("\r\n" + FuzzedJson.FORGED, "\u001b[2J" + FuzzedJson.FORGED, ""),
                Arbitraries.just(null));
    }

    private static Arbitrary<RecordHeader> headers() {
        return Combinators.combine(
                        Arbitraries.of(
                                "dlq.reason",
                                "dlq.original.topic",
                                "retry.original.offset",
                                "kafka_dlt-original-topic",
                                "retry_topic-attempts",
                                "__TypeId__",
                                "ce_id",
                                "ce_type",
                                "traceparent"),
                        FuzzedJson.value().map(value -> value.getBytes(UTF_8)).injectNull(0.1))
                .as(RecordHeader::new);
    }

    private record Rubbish(@Nullable String key, byte[] value, RecordHeader header) {

        @Override
        public String toString() {
            return "%s=%s, %s".formatted(key, new String(value, UTF_8), header);
        }
    }
}
