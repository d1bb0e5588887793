package com.example.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.example.messages.application.port.in.ArchiveUseCase;
import com.example.messages.application.port.in.StatisticsUseCase;
import com.example.messages.application.port.out.Archive;
import com.example.messages.contract.MessageCreated;
import com.example.messages.contract.MessageDeleted;
import com.example.messages.contract.MessageEvent;
import com.example.messages.contract.MessageRead;
import com.example.messages.domain.DailyCount;
import dev.orderflow.events.Event;
import dev.orderflow.events.EventHandler;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.EventSubscriber;
import dev.orderflow.events.Subscriptions;
import dev.orderflow.events.test.Permutations;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Five consumers of the same events: each is exact, and none minds the others' trouble. */
class ConsumersTest extends WholeService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired StatisticsUseCase statistics;
    @Autowired ArchiveUseCase archiving;
    @Autowired Archive archive;
    @Autowired List<EventSubscriber> subscribers;
    @Autowired MeterRegistry meters;

    @Test
    void neither_order_nor_repetition_changes_what_is_known_in_the_end() {
        var handlers = new Handlers();
        subscribers.forEach(subscriber -> subscriber.subscribe(handlers));
        // A day of this test's own: messages of others must not count.
        var day = LocalDate.of(2101, 3, 4);
        var sender = somebody();
        var receiver = somebody();
        var ids = new ArrayList<UUID>();

        Permutations.withOneDuplicate(List.of(0, 1, 2))
                .forEach(
                        order -> {
                            var id = UUID.randomUUID();
                            ids.add(id);
                            var events = events(id, sender, receiver, day);
                            for (var number : order) {
                                transaction.executeWithoutResult(
                                        _ -> handlers.handle(events.get(number)));
                            }
                        });

        assertThat(statistics.between(day, day))
                .containsExactly(new DailyCount(day, ids.size(), ids.size(), 1, 1));
        assertThat(rows("receipt", ids)).isEqualTo(ids.size());
        assertThat(rows("archived_message", ids)).isEqualTo(ids.size());
        assertThat(rows("push", ids)).isEqualTo(ids.size());
    }

    @Test
    void an_event_that_comes_twice_from_kafka_counts_once() {
        var day = LocalDate.of(2102, 5, 6);
        var events = events(UUID.randomUUID(), somebody(), somebody(), day);
        for (var event : events) {
            var metadata = others.send(event);
            others.send(metadata, event);
        }
        others.awaitHandled();

        assertThat(statistics.between(day, day)).containsExactly(new DailyCount(day, 1, 1, 1, 1));
    }

    @Test
    void what_one_consumer_cannot_handle_is_nothing_to_the_others_and_can_be_sent_again() {
        var receiver = somebody();
        var id =
                withoutTable(
                        "counted_message",
                        () -> {
                            var sent = send(somebody(), receiver, "Hello");
                            call("POST", "/api/messages/%s/read".formatted(sent), receiver, null);
                            await().atMost(PATIENCE)
                                    .until(() -> rows("receipt", List.of(sent)) == 1);
                            await().atMost(PATIENCE).until(() -> letters(receiver).size() == 2);
                            return sent;
                        });

        for (var letter : letters(receiver)) {
            assertThat(letter.get("consumer").asString()).isEqualTo("message-service-statistics");
            assertThat(rows("counted_message", List.of(id))).isZero();
        }
        for (var letter : letters(receiver)) {
            var order = "{\"id\": %d}".formatted(letter.get("id").asLong());
            assertThat(call("POST", "/admin/dead-letters/replays", "admin", order).status())
                    .isEqualTo(202);
        }
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                jdbcRead(
                                                        "select count(*) from counted_message where message_id = ? and sent_on is not null and read_on is not null",
                                                        id))
                                        .isOne());
        assertThat(rows("receipt", List.of(id))).isOne();
    }

    @Test
    void only_messages_of_senders_who_matter_reach_the_priority_consumer() {
        var receiver = somebody();
        var filtered = filtered();
        send(somebody(), receiver, "Cake in the kitchen");
        send("boss", receiver, "My office, now");

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                call(
                                                                "GET",
                                                                "/api/messages?box=PRIORITY",
                                                                receiver,
                                                                null)
                                                        .body()
                                                        .get("messages")
                                                        .findValuesAsString("content"))
                                        .containsExactly("My office, now"));
        await().atMost(PATIENCE).until(() -> filtered() > filtered);
    }

    @Test
    void a_deleted_message_is_kept_as_long_as_it_must_be_and_no_longer() {
        var receiver = somebody();
        var id = send(somebody(), receiver, "Evidence");
        call("DELETE", "/api/messages/" + id, receiver, null);
        await().atMost(PATIENCE).until(() -> kept(id).isPresent());
        assertThat(kept(id).orElseThrow().message().content()).isEqualTo("Evidence");

        try {
            clock.advance(Duration.ofDays(30).minusMinutes(5));
            archiving.purge();
            assertThat(kept(id)).isPresent();
            clock.advance(Duration.ofMinutes(10));
            archiving.purge();
            assertThat(kept(id)).isEmpty();
        } finally {
            clock.reset(); // Kafka refuses a record from more than an hour ahead
        }
    }

    @Test
    void each_consumer_has_a_lag_of_its_own() {
        for (var consumer : List.of("statistics", "receipts", "archive", "priority", "push")) {
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    meters.find("kafka.consumer.group.lag").gauges().stream()
                                            .anyMatch(
                                                    gauge ->
                                                            gauge.getId()
                                                                    .getTag("group")
                                                                    .endsWith(
                                                                            "-" + consumer
                                                                                    + "-group")));
        }
    }

    private Optional<com.example.messages.domain.ArchivedMessage> kept(UUID id) {
        return transaction.execute(_ -> archive.find(id));
    }

    /** As if somebody had broken one consumer. */
    private <T> T withoutTable(String table, java.util.function.Supplier<T> work) {
        jdbc.execute("rename table %s to %s_away".formatted(table, table));
        try {
            return work.get();
        } finally {
            jdbc.execute("rename table %s_away to %s".formatted(table, table));
        }
    }

    private List<JsonNode> letters(String receiver) {
        return call("GET", "/admin/dead-letters?aggregateId=" + receiver, "admin", null)
                .body()
                .get("deadLetters")
                .values()
                .stream()
                .toList();
    }

    private double filtered() {
        return meters.get("kafka.messages.skip").tag("status", "filtered").counters().stream()
                .filter(it -> it.getId().getTag("group").endsWith("message-service-priority-group"))
                .mapToDouble(Counter::count)
                .sum();
    }

    private long rows(String table, List<UUID> ids) {
        return ids.stream()
                .mapToLong(
                        id ->
                                jdbcRead(
                                        "select count(*) from %s where message_id = ? %s"
                                                .formatted(
                                                        table,
                                                        table.equals("push")
                                                                ? "and kind = 'message'"
                                                                : ""),
                                        id))
                .sum();
    }

    private long jdbcRead(String sql, UUID id) {
        return transaction.execute(
                _ ->
                        jdbc.queryForObject(
                                sql.replace("?", "unhex(replace(?, '-', ''))"),
                                Long.class,
                                id.toString()));
    }

    private static List<MessageEvent> events(
            UUID id, String sender, String receiver, LocalDate day) {
        var time = day.atTime(12, 0).toInstant(ZoneOffset.UTC);
        return List.of(
                new MessageCreated(
                        id, sender, receiver, "x", "INFO", Optional.empty(), Map.of(), time),
                new MessageRead(id, sender, receiver, time),
                new MessageDeleted(
                        id,
                        sender,
                        receiver,
                        "x",
                        "INFO",
                        Optional.empty(),
                        Map.of(),
                        time,
                        Optional.of(time),
                        sender,
                        Instant.now()));
    }

    /** Calls the listeners' handlers as often, and in the order, that a test likes. */
    private static final class Handlers implements Subscriptions {

        private final List<Consumer<Event>> handlers = new ArrayList<>();

        @Override
        public <E extends Event> Subscriptions on(
                Class<E> type,
                Predicate<? super E> wanted,
                EventHandler<? super E> handler,
                Consumer<? super List<E>> prefetch) {
            handlers.add(
                    event -> {
                        if (type.isInstance(event) && wanted.test(type.cast(event))) {
                            handler.handle(type.cast(event), metadata(event));
                        }
                    });
            return this;
        }

        void handle(Event event) {
            handlers.forEach(handler -> handler.accept(event));
        }

        private static EventMetadata metadata(Event event) {
            var id = UUID.randomUUID();
            return new EventMetadata(id, "any", 1, event.aggregateId(), Instant.now(), id, null);
        }
    }
}
