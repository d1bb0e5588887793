package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventType;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.EventValidation;
import dev.orderflow.events.wire.EventValidation.Which;
import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
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

    final SubscriptionRegistry subscriptions =
            new SubscriptionRegistry(
                    new ConsumerGroup("notes", "notes-group"),
                    List.of(to -> to.on(NoteTaken.class, (_, _) -> {})),
                    TOPICS,
                    new RetryTopics(TOPICS, "notes", List.of(), Clock.systemUTC()),
                    new EventCodec(),
                    new EventValidation(Which.NONE));

    @ParameterizedTest
    @ValueSource(strings = {"bad", "worse", "endless"})
    void a_record_on_which_the_code_that_reads_it_fails_is_unreadable(String mood) {
        assertThat(read(mood)).isInstanceOf(Delivery.Unreadable.class);
        assertThat(read("good")).isInstanceOf(Delivery.Readable.class);
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
