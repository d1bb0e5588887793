package dev.orderflow.events.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.Contract;
import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.EventType;
import dev.orderflow.events.OpenEvent;
import dev.orderflow.events.Upcaster;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.order.OrderCreated;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventCodecTest {

    final EventCodec codec = new EventCodec();
    final Clock clock =
            Clock.fixed(Instant.parse("2026-11-21T10:15:30.123456789Z"), ZoneOffset.UTC);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "no json",
                "null",
                "[]",
                "\"text\"",
                "{",
                "{}",
                "{} {}",
                "{\"eventId\":\"1\"}",
                "\u0000\u0001\u0002"
            })
    void what_is_no_event_is_unreadable(String value) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(value.getBytes(UTF_8)));
    }

    @Test
    void another_event_id_changes_nothing_else() {
        var id = UUID.randomUUID();

        var value =
                codec.withEventId(
                        "{\"a\":1.10,\"eventId\":\"x\",\"b\":123456789012345678901234567890}"
                                .getBytes(UTF_8),
                        id);

        assertThat(new String(value, UTF_8))
                .isEqualTo(
                        "{\"a\":1.10,\"eventId\":\"%s\",\"b\":123456789012345678901234567890}"
                                .formatted(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "null", "[]", "{\"a\":1,\"a\":2}", "{} {}"})
    void what_is_no_object_gets_no_event_id(String value) {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.withEventId(value.getBytes(UTF_8), UUID.randomUUID()));
    }

    @Test
    void a_tombstone_is_unreadable() {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(null));
    }

    @Test
    void a_depth_bomb_is_refused_while_it_is_read() {
        var bomb = "{\"a\":".repeat(100_000);

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.read(bomb.getBytes(UTF_8)))
                .withMessageContaining("nesting depth");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    "total": "25.00"     | "total": 1e400
                    "total": "25.00"     | "total": "1e999999999"
                    "total": "25.00"     | "total": 1e999999999
                    "total": "25.00"     | "total": 1e9999999999
                    "total": "25.00"     | "total": "-1"
                    "total": "25.00"     | "total": "1.23456"
                    "total": "25.00"     | "total": "a lot"
                    "currency": "EUR"    | "currency": "EURO"
                    "quantity": 2        | "quantity": 0
                    "quantity": 2        | "quantity": -1
                    "quantity": 2        | "quantity": 1.5
                    "quantity": 2        | "quantity": "2"
                    "quantity": 2        | "quantity": 2147483648
                    "quantity": 2        | "quantity": 1e999999999
                    "productId": 1       | "productId": 0
                    "userId": "1"        | "userId": ""
                    "userId": "1"        | "userId": 1
                    "version": 1         | "version": "1"
                    "version": 1         | "version": 1, "version": 1
                    "timestamp": "2026-  | "timestamp": "-2026-
                    "timestamp": "2026-  | "timestamp": "+9999999-
                    "aggregateId": "018  | "aggregateId": "118
                    "orderId": "018f6b1e-| "orderId": "
                    """)
    void a_field_that_breaks_the_schema_makes_it_unreadable(String good, String bad) {
        var golden = Contract.golden(OrderCreated.class);
        var value = golden.replace(good.strip(), bad.strip()).getBytes(UTF_8);
        assertThat(golden).contains(good.strip());

        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> codec.event(codec.read(value), OrderCreated.class));
    }

    @ParameterizedTest
    @CsvSource({"1,amount", "2,price"})
    void numbers_are_read_to_the_digit_also_by_way_of_an_upcaster(int version, String price) {
        var id = UUID.randomUUID();
        var value =
                """
                {"eventId":"%s","eventType":"price-told","version":%d,"aggregateId":"a",\
                "timestamp":"2026-11-21T10:15:30Z","correlationId":"%s",\
                "%s":12345678901234567.890,"other":{"rate":1.10}}"""
                        .formatted(id, version, id, price)
                        .getBytes(UTF_8);

        assertThat(codec.event(codec.read(value), PriceTold.class))
                .isEqualTo(
                        new PriceTold(
                                "a",
                                new BigDecimal("12345678901234567.890"),
                                Map.of("rate", new BigDecimal("1.10"))));
    }

    @EventType(value = "price-told", version = 2, upcasters = Renamed.class)
    record PriceTold(String aggregateId, BigDecimal price, Map<String, Object> other)
            implements Event {}

    static final class Renamed implements Upcaster {

        @Override
        public Map<String, Object> upcast(Map<String, Object> older) {
            older.put("price", older.remove("amount"));
            return older;
        }
    }

    @Test
    void the_first_event_of_a_chain_is_its_own_correlation() {
        var metadata = EventCodec.describe(new StockReserved(UUID.randomUUID()), clock);

        assertThat(metadata.correlationId()).isEqualTo(metadata.eventId());
        assertThat(metadata.causationId()).isNull();
        assertThat(metadata.timestamp()).isEqualTo("2026-11-21T10:15:30.123456Z");
        assertThat(metadata.eventId().version()).isEqualTo(7);
    }

    @Test
    void an_event_published_while_another_is_handled_has_it_as_its_cause() {
        var cause = EventCodec.describe(new StockReserved(UUID.randomUUID()), clock);
        var effects = new ArrayList<EventMetadata>();

        CurrentEvent.whileHandling(
                cause,
                () ->
                        effects.add(
                                EventCodec.describe(new StockReserved(UUID.randomUUID()), clock)));

        assertThat(effects)
                .singleElement()
                .satisfies(
                        effect -> {
                            assertThat(effect.causationId()).isEqualTo(cause.eventId());
                            assertThat(effect.correlationId()).isEqualTo(cause.correlationId());
                        });
    }

    @Test
    void the_trace_context_is_well_formed() {
        assertThat(EventHeaders.traceparent(new UUID(0x018f, 0x8000L << 48), new UUID(1, 0x80L)))
                .isEqualTo("00-000000000000018f8000000000000000-0000000000000080-01");
    }

    @Test
    void an_event_whose_type_is_data_keeps_its_fields_to_the_digit() {
        var event =
                new OpenEvent(
                        "system-metrics", 1, "web-1", "{\"value\": 1.10, \"tags\": {\"a\": 1}}");
        var metadata = EventCodec.describe(event, clock);

        assertThat(new String(codec.encode(metadata, event), UTF_8))
                .startsWith("{\"eventId\":\"" + metadata.eventId())
                .contains("\"eventType\":\"system-metrics\"", "\"aggregateId\":\"web-1\"")
                .endsWith("\"value\":1.10,\"tags\":{\"a\":1}}");
        assertThat(codec.read(codec.encode(metadata, event)).metadata()).isEqualTo(metadata);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "1",
                "{",
                "{\"eventId\": 1}",
                "{\"a\": 1, \"a\": 2}",
                "{\"a\": 1e9999999999}"
            })
    void what_cannot_be_an_events_fields_is_refused(String json) {
        var event = new OpenEvent("system-metrics", 1, "web-1", json);
        var metadata = EventCodec.describe(event, clock);

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> codec.encode(metadata, event));
    }
}
