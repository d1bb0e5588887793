package com.example.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.Event;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.UnreadableEventException;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the guide says about reading events: strict about what a record has, silent about the rest.
 */
class ReadingTest {

    private final EventCodec codec = new EventCodec();
    private final OrderPacked packed = new OrderPacked(UUID.randomUUID(), "KR", 800);
    private final ParcelSent sent =
            new ParcelSent(UUID.randomUUID(), "POST", new BigDecimal("2.50"), Optional.empty());

    static Stream<Arguments> wrongs() {
        return Stream.of(
                Arguments.of(",\"grams\":800", ""),
                Arguments.of("\"grams\":800", "\"grams\":null"),
                Arguments.of("\"grams\":800", "\"grams\":\"800\""),
                Arguments.of("\"country\":\"KR\",", ""),
                Arguments.of("\"country\":\"KR\"", "\"country\":82"),
                Arguments.of("\"version\":1", "\"version\":2"));
    }

    @ParameterizedTest
    @MethodSource("wrongs")
    void what_is_missing_or_of_another_kind_is_refused(String right, String wrong) {
        assertThat(json(packed)).contains(right);
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> read(json(packed).replace(right, wrong), OrderPacked.class));
    }

    @Test
    void what_the_constructor_refuses_cannot_be_read() {
        assertThatExceptionOfType(UnreadableEventException.class)
                .isThrownBy(() -> read(json(sent).replace("2.50", "-2.50"), ParcelSent.class));
    }

    @Test
    void what_is_not_known_is_ignored_and_what_is_optional_may_be_missing() {
        assertThat(
                        read(
                                json(sent).replace("\"note\":null", "\"colour\":\"red\""),
                                ParcelSent.class))
                .isEqualTo(sent);
    }

    private String json(Event event) {
        var metadata = EventCodec.describe(event, Clock.systemUTC());
        return new String(codec.encode(metadata, event), UTF_8);
    }

    private <E extends Event> E read(String json, Class<E> type) {
        return codec.event(codec.read(json.getBytes(UTF_8)), type);
    }
}
