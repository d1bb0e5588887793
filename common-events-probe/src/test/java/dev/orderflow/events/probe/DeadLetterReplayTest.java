package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;

/** Back to the consumer that could not handle them, and to no other. */
class DeadLetterReplayTest extends DeadLetters {

    @Autowired Environment environment;

    @Test
    void a_replay_goes_to_the_failing_consumer_as_the_record_came() {
        var letter =
                letter().with("ce_id", "kept").with("retry.attempts", "3").with("dlq.x", "dropped");
        var id = taken(letter);

        var answer = replay("{\"id\":" + id + "}");

        assertThat(answer.path("letters").asInt()).isEqualTo(1);
        assertThat(answer.path("dryRun").asBoolean()).isFalse();
        var record = awaitRetries(1).getFirst();
        assertThat(record.partition()).isEqualTo(1);
        assertThat(record.key()).isEqualTo(letter.key);
        assertThat(record.value()).isEqualTo(letter.value);
        assertThat(headers(record))
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "ce_id", "kept",
                                "retry.original.partition", "1",
                                "retry.original.offset", "" + letter.offset,
                                "retry.original.timestamp", "" + 1_700_000_000_000L,
                                "retry.attempts", "0",
                                "dlq.replay.count", "1"));
        var shown = show(id);
        assertThat(shown.path("state").asString()).isEqualTo("replayed");
        assertThat(shown.path("replays").asInt()).isEqualTo(1);
        var act = shown.path("acts").values().iterator().next();
        assertThat(act.path("who").asString()).isEqualTo("alice");
        assertThat(act.path("act").asString()).isEqualTo("replay");
        assertThat(act.path("replayId")).isEqualTo(answer.path("replayId"));
        awaitProgress(answer, "sent", 1);
        assertThat(progress(answer).path("waiting").asInt()).isZero();
        assertThat(
                        meters.get("kafka.producer.messages.sent")
                                .tag("topic", record.topic())
                                .counter()
                                .count())
                .isPositive();
    }

    @Test
    void a_partition_that_does_not_exist_does_not_hold_up_a_replay() {
        var id = taken(letter().with("dlq.original.partition", "77"));

        replay("{\"id\":" + id + "}");

        assertThat(headers(awaitRetries(1).getFirst()))
                .containsEntry("retry.original.partition", "77");
    }

    @Test
    void what_was_sent_and_handled_is_told_as_applied() {
        var letter = letter();
        var answer = replay("{\"id\":" + taken(letter) + "}");
        awaitProgress(answer, "sent", 1);

        others.send(letter.metadata, event); // as the consumer of the retry topic
        awaitProgress(answer, "applied", 1);
    }

    @Test
    void twenty_replays_at_once_are_twenty_acts_and_one_effect() throws Exception {
        var letter = letter();
        var id = taken(letter);
        List<Future<JsonNode>> answers;
        try (var threads = Executors.newFixedThreadPool(20)) {
            answers =
                    threads.invokeAll(
                            IntStream.range(0, 20)
                                    .<Callable<JsonNode>>mapToObj(
                                            _ -> () -> replay("{\"id\":" + id + "}"))
                                    .toList());
        }

        assertThat(show(id).path("acts").size()).isEqualTo(20);
        for (var answer : answers) {
            awaitProgress(answer.get(), "waiting", 0);
            var told = answer.get().path("letters").asInt();
            var late = answer.get().path("alreadyApplied").asInt(); // came after the effect
            assertThat(told + late).isEqualTo(1);
        }
        var sent = awaitRetries(1);
        assertThat(sent).hasSize(rows("dead_letter_sending", "letter_id = ?", id));
        sent.forEach(record -> others.sendRaw("stock-reserved", "" + subject, record.value()));
        others.awaitHandled();
        assertThat(probe.effects(subject)).containsExactly("reserved");
    }

    @Test
    void while_a_letter_waits_to_be_sent_others_join_in_its_replay() {
        var ids = Stream.generate(this::letter).limit(2).map(this::taken).toList();
        var first = replay("{\"group\":\"%s\",\"perSecond\":1}".formatted(group(ids.get(0))));
        transaction.executeWithoutResult(
                _ ->
                        jdbc.update(
                                "update dead_letter_sending set send_at = '2199-01-01' where letter_id = ? and state = 'waiting'",
                                ids.get(1)));

        var second = replay("{\"id\":" + ids.get(1) + "}");

        assertThat(second.path("replayId")).isEqualTo(first.path("replayId"));
        assertThat(rows("dead_letter_sending", "letter_id = ?", ids.get(1))).isEqualTo(1);
        assertThat(show(ids.get(1)).path("acts").size()).isEqualTo(2);
        transaction.executeWithoutResult(
                _ ->
                        jdbc.update(
                                "update dead_letter_sending set send_at = '2020-01-01' where letter_id = ?",
                                ids.get(1)));
        awaitRetries(2);
    }

    @Test
    void a_dry_run_changes_nothing() {
        var id = taken(letter());
        var before = row(id);

        var answer = replay("{\"group\":\"%s\",\"dryRun\":true}".formatted(group(id)));

        assertThat(answer.path("letters").asInt()).isEqualTo(1);
        assertThat(answer.path("dryRun").asBoolean()).isTrue();
        assertThat(answer.path("replayId").isNull()).isTrue();
        assertThat(row(id)).isEqualTo(before);
        assertThat(show(id).path("acts").size()).isZero();
        assertThat(rows("dead_letter_sending", "letter_id = ?", id)).isZero();
    }

    @Test
    void a_group_is_replayed_without_what_would_be_in_vain() {
        var applied = letter();
        others.send(applied.metadata, event);
        others.awaitHandled();
        var unreadable = letter();
        unreadable.value = "no event".getBytes(UTF_8);
        var unreadableId = awaitRow(unreadable.send());
        var appliedId = taken(applied);
        clock.advance(Duration.ofSeconds(1));
        var safeId = taken(letter());

        var answer = replay("{\"group\":\"" + group(safeId) + "\"}");

        assertThat(answer.path("letters").asInt()).isEqualTo(1);
        assertThat(answer.path("alreadyApplied").asInt()).isEqualTo(1);
        assertThat(answer.path("unreadable").asInt()).isEqualTo(1);
        assertThat(state(appliedId)).isEqualTo("open");
        assertThat(state(unreadableId)).isEqualTo("open");
        assertThat(state(safeId)).isEqualTo("replayed");

        var all = replay("{\"group\":\"" + group(safeId) + "\",\"evenIfApplied\":true}");
        assertThat(all.path("letters").asInt()).isEqualTo(1);
        assertThat(state(appliedId)).isEqualTo("replayed");
    }

    @Test
    void all_before_a_time_are_replayed() {
        var early = taken(letter().with("dlq.error.timestamp", "2001-01-01T00:00:00Z"));
        var late = taken(letter().with("dlq.error.timestamp", "2001-01-01T00:00:01Z"));

        var answer = replay("{\"until\":\"2001-01-01T00:00:01Z\"}");

        assertThat(answer.path("letters").asInt()).isEqualTo(1);
        assertThat(state(early)).isEqualTo("replayed");
        assertThat(state(late)).isEqualTo("open");
    }

    @Test
    void a_large_group_is_replayed_whole() {
        var letters = Stream.generate(this::letter).limit(120).toList();
        var sent = letters.stream().map(Letter::send).toList();
        var id = awaitRow(sent.getFirst());
        sent.forEach(this::awaitRow);

        var answer = replay("{\"group\":\"%s\",\"perSecond\":1000}".formatted(group(id)));

        assertThat(answer.path("letters").asInt()).isEqualTo(120);
        awaitProgress(answer, "sent", 120);
        assertThat(awaitRetries(120)).hasSize(120);
    }

    @Test
    void several_instances_share_the_sending() {
        var letters = Stream.generate(this::letter).limit(150).toList();
        var ids = letters.stream().map(Letter::send).toList().stream().map(this::awaitRow).toList();
        var settings =
                Stream.of(
                                "spring.datasource.url",
                                "spring.datasource.username",
                                "spring.datasource.password",
                                "spring.kafka.bootstrap-servers",
                                "app.kafka.topic-prefix")
                        .map(name -> name + "=" + environment.getRequiredProperty(name))
                        .toArray(String[]::new);

        try (var another =
                new SpringApplicationBuilder(ProbeApplication.class)
                        .web(WebApplicationType.NONE)
                        .properties(settings)
                        .run()) {
            assertThat(another.containsBean("deadLetterEndpoint")).isFalse();
            assertThat(another.containsBean("deadLetterReplaySender")).isTrue();
            var answer =
                    replay("{\"group\":\"%s\",\"perSecond\":150}".formatted(group(ids.getFirst())));
            awaitProgress(answer, "waiting", 0);
            awaitProgress(answer, "sent", 150);
        }

        assertThat(awaitRetries(150)).hasSize(150);
    }

    @Test
    void letters_are_sent_no_faster_than_asked_for() {
        var ids = Stream.generate(this::letter).limit(4).map(this::taken).toList();

        replay("{\"group\":\"%s\",\"perSecond\":2}".formatted(group(ids.getFirst())));

        var times = awaitRetries(4).stream().map(ConsumerRecord::timestamp).sorted().toList();
        assertThat(times.getLast() - times.getFirst()).isGreaterThan(1_000);
    }

    @Test
    void a_replay_stops_at_the_first_letter_that_comes_back() {
        var letters = Stream.generate(this::letter).limit(3).toList();
        var ids = letters.stream().map(this::taken).toList();
        var answer = replay("{\"group\":\"%s\",\"perSecond\":1}".formatted(group(ids.getFirst())));
        transaction.executeWithoutResult(
                _ ->
                        jdbc.update(
                                "update dead_letter_sending set send_at = '2199-01-01' where letter_id in (?, ?) and state = 'waiting'",
                                ids.get(1),
                                ids.get(2)));
        awaitRetries(1);

        letters.getFirst()
                .with("dlq.replay.count", "1")
                .with("dlq.error.message", "another trouble")
                .send();

        await().untilAsserted(() -> assertThat(state(ids.getFirst())).isEqualTo("open"));
        assertThat(show(ids.getFirst()).path("errorMessage").asString())
                .isEqualTo("another trouble");
        assertThat(ids).allSatisfy(id -> assertThat(state(id)).isEqualTo("open"));
        var progress = progress(answer);
        assertThat(progress.path("sent").asInt()).isEqualTo(1);
        assertThat(progress.path("failedAgain").asInt()).isEqualTo(1);
        assertThat(progress.path("waiting").asInt()).isZero();
        assertThat(progress.path("stopped").asInt()).isEqualTo(2);
        assertThat(awaitRetries(1)).hasSize(1);
    }

    @Test
    void what_a_dead_instance_had_claimed_of_a_stopped_replay_is_open_again() {
        var letters = Stream.generate(this::letter).limit(2).toList();
        var ids = letters.stream().map(this::taken).toList();
        replay("{\"group\":\"%s\",\"perSecond\":1}".formatted(group(ids.getFirst())));
        transaction.executeWithoutResult(
                _ ->
                        jdbc.update(
                                "update dead_letter_sending set send_at = '2199-01-01', claim = 'dead instance...' where letter_id = ? and state = 'waiting'",
                                ids.get(1)));
        awaitRetries(1);
        letters.getFirst().with("dlq.replay.count", "1").send();
        await().untilAsserted(() -> assertThat(state(ids.getFirst())).isEqualTo("open"));

        transaction.executeWithoutResult(
                _ ->
                        jdbc.update(
                                "update dead_letter_sending set send_at = '2020-01-01' where letter_id = ?",
                                ids.get(1)));

        await().untilAsserted(() -> assertThat(state(ids.get(1))).isEqualTo("open"));
        assertThat(awaitRetries(1)).hasSize(1);
    }

    @Test
    void after_a_crash_between_sending_and_marking_it_is_sent_again() {
        var letter = letter();
        var id = taken(letter);
        var answer = replay("{\"id\":" + id + "}");
        awaitRetries(1);
        awaitProgress(answer, "waiting", 0);

        transaction.executeWithoutResult(
                _ ->
                        jdbc.update(
                                "update dead_letter_sending set state = 'waiting', claim = 'dead instance...', send_at = ? where letter_id = ?",
                                LocalDateTime.now(ZoneOffset.UTC).plusSeconds(60),
                                id));
        clock.advance(Duration.ofSeconds(61));

        assertThat(awaitRetries(2))
                .allSatisfy(
                        record ->
                                assertThat(headers(record)).containsEntry("dlq.replay.count", "1"));
        awaitProgress(answer, "sent", 1);
        letter.with("dlq.replay.count", "1").send(); // both fail
        letter.send();
        await().untilAsserted(() -> assertThat(state(id)).isEqualTo("open"));
        assertThat(count("origin_offset = ?", letter.offset)).isEqualTo(1);
    }

    @Test
    void an_older_replay_that_fails_does_not_decide_for_a_later_one() {
        var letter = letter();
        var id = taken(letter);
        awaitProgress(replay("{\"id\":" + id + ",\"evenIfApplied\":true}"), "sent", 1);
        awaitProgress(replay("{\"id\":" + id + ",\"evenIfApplied\":true}"), "sent", 1);

        taken(letter().after(letter.with("dlq.replay.count", "1")));
        assertThat(state(id)).isEqualTo("replayed");

        letter.with("dlq.replay.count", "2").send();
        await().untilAsserted(() -> assertThat(state(id)).isEqualTo("open"));
    }

    @Test
    void a_record_that_fails_is_replayed_until_it_succeeds() {
        probe.fail(subject, Integer.MAX_VALUE, () -> new IllegalStateException("locked"));
        var metadata = others.send(event);
        var id =
                await().until(() -> list("?eventId=" + metadata.eventId()), it -> !it.isEmpty())
                        .getFirst();

        awaitProgress(replay("{\"id\":" + id + "}"), "failedAgain", 1);
        assertThat(state(id)).isEqualTo("open");
        assertThat(probe.effects(subject)).isEmpty();

        probe.fail(subject, 0, IllegalStateException::new);
        awaitProgress(replay("{\"id\":" + id + "}"), "applied", 1);
        assertThat(state(id)).isEqualTo("replayed");
        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertVerdict(id, "ALREADY_APPLIED");
        assertThat(list("?aggregateId=" + subject)).containsExactly(id);
        assertThat(show(id).path("acts").size()).isEqualTo(2);
    }

    @Test
    void a_letter_of_which_no_source_is_known_comes_back_to_its_row_too() {
        probe.fail(subject, Integer.MAX_VALUE, () -> new IllegalStateException("locked"));
        var bare = letter();
        bare.headers.clear();
        var id = taken(bare);

        awaitProgress(replay("{\"id\":" + id + "}"), "failedAgain", 1);

        assertThat(state(id)).isEqualTo("open");
        assertThat(show(id).path("errorMessage").asString()).isEqualTo("locked");
        assertThat(list("?aggregateId=" + subject)).containsExactly(id);
    }

    @Test
    void of_two_letters_with_one_position_the_replayed_one_comes_back() {
        probe.fail(subject, Integer.MAX_VALUE, () -> new IllegalStateException("locked"));
        var known = letter();
        known.offset = letter().send().offset() + 2; // where the bare one is going to lie
        var knownId = taken(known);
        var bare = new Letter(known.metadata);
        bare.headers.clear();
        var id = taken(bare);
        assertThat(row(id)).containsEntry("origin_offset", known.offset);

        awaitProgress(replay("{\"id\":" + id + "}"), "failedAgain", 1);

        assertThat(state(id)).isEqualTo("open");
        assertThat(show(knownId).path("errorMessage").asString()).isEqualTo("Row 5 is locked");
    }
}
