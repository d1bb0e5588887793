package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import dev.orderflow.events.Upcaster;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventValidation;
import dev.orderflow.events.wire.EventValidation.Which;
import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SubscriptionRegistryTest {

    private static final TopicNames TOPICS = new TopicNames(Map.of(), "");

    @EventType(value = "note-taken", version = 1)
    record NoteTaken(String mood) implements Event {

        @Override
        public String aggregateId() {
            return switch (mood) {
                case "bad" -> throw new IllegalStateException("thrown by the event's own code");
                case "worse" -> throw new AssertionError("thrown by the event's own code");
                case "endless" -> aggregateId();
                default -> "a";
            };
        }
    }

    /** Of its first version there is a schema among the resources, and it refers to nowhere. */
    @EventType(value = "note-taken", version = 2, upcasters = Unchanged.class)
    record NewerNote(String aggregateId) implements Event {}

    static final class Unchanged implements Upcaster {

        @Override
        public Map<String, Object> upcast(Map<String, Object> older) {
            return older;
        }
    }

    @EventType(value = "note-taken", version = 2, upcasters = NeedsSomething.class)
    record NoteThatCannotBeRead(String aggregateId) implements Event {}

    record NeedsSomething(String something) implements Upcaster {

        @Override
        public Map<String, Object> upcast(Map<String, Object> older) {
            return older;
        }
    }

    final SubscriptionRegistry subscriptions = subscriptions(Which.NONE, List.of(NoteTaken.class));

    @ParameterizedTest
    @ValueSource(strings = {"bad", "worse", "endless"})
    void a_record_on_which_the_code_that_reads_it_fails_is_unreadable(String mood) {
        assertThat(read(mood)).isInstanceOf(Delivery.Unreadable.class);
        assertThat(read("good")).isInstanceOf(Delivery.Readable.class);
    }

    @Test
    void an_upcaster_that_cannot_be_made_is_found_at_once() {
        assertThatThrownBy(() -> subscriptions(Which.NONE, List.of(NoteThatCannotBeRead.class)))
                .isInstanceOf(UnusableSubscriptionException.class)
                .hasMessageStartingWith("notes cannot read ")
                .hasMessageContaining(
                        "%s needs a constructor without arguments"
                                .formatted(NeedsSomething.class.getName()));
    }

    @Test
    void a_flaw_in_the_schema_of_an_older_version_is_found_at_once_where_it_is_asked_for() {
        subscriptions(Which.OUTGOING, List.of(NewerNote.class));

        assertThatThrownBy(() -> subscriptions(Which.INCOMING, List.of(NewerNote.class)))
                .isInstanceOf(UnusableSubscriptionException.class)
                .hasMessageContaining("/schemas/note-taken.v1.schema.json is no JSON Schema");
    }

    @Test
    void a_topic_is_subscribed_to_once() {
        assertThatThrownBy(
                        () -> subscriptions(Which.NONE, List.of(NoteTaken.class, NewerNote.class)))
                .isInstanceOf(UnusableSubscriptionException.class)
                .hasMessageStartingWith("Topic note-taken is subscribed to twice in notes");
    }

    private static SubscriptionRegistry subscriptions(
            Which validated, List<Class<? extends Event>> types) {
        return new SubscriptionRegistry(
                new ConsumerGroup("notes", "notes-group"),
                List.of(to -> types.forEach(type -> to.on(type, (_, _) -> {}))),
                TOPICS,
                new RetryTopics(TOPICS, "notes", List.of(), Clock.systemUTC()),
                new EventCodec(),
                new EventValidation(validated));
    }

    private Delivery read(String mood) {
        var id = UUID.randomUUID();
        var value =
                """
                {"eventId":"%s","eventType":"note-taken","version":1,"aggregateId":"a",\
                "timestamp":"2026-11-21T10:15:30Z","correlationId":"%s","mood":"%s"}"""
                        .formatted(id, id, mood)
                        .getBytes(UTF_8);
        return subscriptions.read(
                subscriptions.arrival(new ConsumerRecord<>("note-taken", 0, 0, null, value)));
    }
}
