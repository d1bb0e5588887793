package dev.orderflow.events.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.EventChains;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.wire.CurrentEvent;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventTracing;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EventChainsTest {

    private static final String PLACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
    private static final String CORRELATION = "0199b1c2-7d3e-7a51-8c7e-2f5d3b1a9e10";
    private static final String EVENT = "0199b1c2-8e01-7b11-9d22-0a1b2c3d4e5f";

    final Places places = new Places();
    final EventChains chains = new StorableEventChains(places);
    final EventChains untraced = new StorableEventChains(new WithoutTracer());
    final EventMetadata cause =
            new EventMetadata(
                    UUID.fromString(EVENT),
                    "order-created",
                    1,
                    "1",
                    Clock.systemUTC().instant(),
                    UUID.fromString(CORRELATION),
                    null);

    @Test
    void work_that_is_done_later_follows_from_the_event_that_it_was_written_down_for() {
        places.current = PLACE;
        var chain = whileHandling(chains);
        places.current = null;

        chains.continueIn(
                chain,
                () -> {
                    var published = publish();
                    assertThat(published.correlationId()).isEqualTo(cause.correlationId());
                    assertThat(published.causationId()).isEqualTo(cause.eventId());
                    assertThat(places.current).isEqualTo(PLACE);
                });
        assertThat(places.ran).containsExactly(PLACE);
        assertThat(CurrentEvent.cause()).isEmpty();
    }

    @Test
    void what_it_writes_down_in_turn_is_in_the_same_chain() {
        var chain = CORRELATION + "/" + EVENT + "/" + PLACE;

        chains.continueIn(chain, () -> assertThat(chains.current()).isEqualTo(chain));
    }

    @Test
    void the_longest_is_as_long_as_it_is_said_to_be() {
        places.current = PLACE;

        assertThat(whileHandling(chains)).hasSize(EventChains.MAX_LENGTH).isASCII();
    }

    @Test
    void without_a_tracer_there_is_still_the_cause() {
        var chain = whileHandling(untraced);

        assertThat(chain).isEqualTo(CORRELATION + "/" + EVENT + "/");
        untraced.continueIn(
                chain, () -> assertThat(publish().causationId()).isEqualTo(cause.eventId()));
    }

    @Test
    void in_a_request_there_is_only_the_trace() {
        places.current = PLACE;
        var chain = chains.current();
        places.current = null;

        assertThat(chain).isEqualTo("//" + PLACE);
        chains.continueIn(
                chain,
                () -> {
                    assertThat(places.current).isEqualTo(PLACE);
                    assertThat(publish().causationId()).isNull();
                });
    }

    @Test
    void where_nothing_led_to_the_work_there_is_nothing_to_store() {
        assertThat(chains.current()).isNull();
    }

    @Test
    void a_place_that_nobody_could_read_is_not_stored() {
        places.current = "a trace of another kind, of any length".repeat(10);

        assertThat(chains.current()).isNull();
    }

    static Stream<@Nullable String> nonsense() {
        return Stream.of(
                null,
                "",
                "/",
                "//",
                "nonsense",
                "null",
                CORRELATION,
                CORRELATION + "/" + EVENT,
                CORRELATION + "//",
                "/" + EVENT + "/",
                "1-1-1-1-1/2-2-2-2-2/",
                CORRELATION.toUpperCase(java.util.Locale.ROOT) + "/" + EVENT + "/",
                CORRELATION + "/" + EVENT + "x/",
                CORRELATION + "/" + EVENT + "//",
                CORRELATION + "/" + EVENT + "/" + PLACE + "/",
                "//" + PLACE.substring(1),
                "//" + PLACE.replace('4', 'g'),
                "/".repeat(1_000_000));
    }

    @ParameterizedTest
    @MethodSource("nonsense")
    void text_that_is_no_chain_changes_nothing_and_the_work_is_done(@Nullable String text) {
        var done = new ArrayList<EventMetadata>();

        chains.continueIn(text, () -> done.add(publish()));

        assertThat(done)
                .singleElement()
                .satisfies(
                        published -> {
                            assertThat(published.causationId()).isNull();
                            assertThat(published.correlationId()).isEqualTo(published.eventId());
                        });
        assertThat(places.ran).isEmpty();
    }

    @Test
    void one_half_that_cannot_be_read_does_not_cost_the_other() {
        var causes = new ArrayList<@Nullable UUID>();

        chains.continueIn(
                CORRELATION + "/" + EVENT + "/nonsense", () -> causes.add(publish().causationId()));
        chains.continueIn("nonsense/" + EVENT + "/" + PLACE, () -> {});

        assertThat(causes).containsExactly(cause.eventId());
        assertThat(places.ran).containsExactly(PLACE);
    }

    @Test
    void nothing_to_continue_leaves_a_handler_in_its_own_chain() {
        CurrentEvent.whileHandling(
                cause,
                () ->
                        chains.continueIn(
                                null,
                                () ->
                                        assertThat(publish().causationId())
                                                .isEqualTo(cause.eventId())));
    }

    @Test
    void what_the_work_throws_comes_through() {
        assertThatThrownBy(
                        () ->
                                chains.continueIn(
                                        CORRELATION + "/" + EVENT + "/" + PLACE,
                                        () -> {
                                            throw new IllegalStateException("no money");
                                        }))
                .hasMessage("no money");
        assertThat(CurrentEvent.cause()).isEmpty();
    }

    private @Nullable String whileHandling(EventChains chains) {
        var written = new ArrayList<@Nullable String>();
        CurrentEvent.whileHandling(cause, () -> written.add(chains.current()));
        return written.getFirst();
    }

    private static EventMetadata publish() {
        return EventCodec.describe(new StockReserved(UUID.randomUUID()), Clock.systemUTC());
    }

    /** A tracer that knows one place at a time. */
    private static final class Places implements EventTracing {

        @Nullable String current;
        final List<String> ran = new ArrayList<>();

        @Override
        public void whileIn(String traceparent, Runnable work) {
            var before = current;
            current = traceparent;
            ran.add(traceparent);
            try {
                work.run();
            } finally {
                current = before;
            }
        }

        @Override
        public @Nullable String current() {
            return current;
        }

        @Override
        public void whileHandling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable it) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void whileSettling(ConsumerRecord<?, ?> record, EventMetadata event, Runnable it) {
            throw new UnsupportedOperationException();
        }

        @Override
        public @Nullable String traceparent(EventMetadata published) {
            throw new UnsupportedOperationException();
        }
    }
}
