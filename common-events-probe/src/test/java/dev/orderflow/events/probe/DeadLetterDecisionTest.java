package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Mended, discarded, restored, and in the end forgotten. */
class DeadLetterDecisionTest extends DeadLetters {

    @Test
    void a_mended_letter_is_another_event_that_knows_where_it_comes_from() {
        var letter = letter().with("ce_id", "old");
        var good = new String(letter.value, UTF_8);
        letter.value = good.replace("\"version\":1", "\"version\":9").getBytes(UTF_8);
        var id = taken(letter);

        var answer = post("/" + id + "/mend", Map.of("value", good), 202);

        var mendedId = answer.path("eventId").asString();
        assertThat(mendedId).isNotEqualTo("" + letter.metadata.eventId());
        assertThat(UUID.fromString(mendedId).version()).isEqualTo(7);
        var record = awaitRetries(1).getFirst();
        var expected = good.replaceFirst("" + letter.metadata.eventId(), mendedId);
        assertThat(new String(record.value(), UTF_8)).isEqualTo(expected);
        assertThat(record.key()).isEqualTo(letter.key);
        assertThat(headers(record)).containsEntry("ce_id", mendedId);
        var shown = show(id);
        assertThat(shown.path("state").asString()).isEqualTo("mended");
        assertThat(shown.path("eventId").asString()).isEqualTo(mendedId);
        var lineage = shown.path("lineage");
        assertThat(lineage.path("originalValue").asString())
                .isEqualTo(new String(letter.value, UTF_8));
        assertThat(lineage.path("originalEventId").asString())
                .isEqualTo("" + letter.metadata.eventId());
        assertThat(lineage.path("mendedEventId").asString()).isEqualTo(mendedId);
        assertThat(shown.path("acts").values().iterator().next().path("act").asString())
                .isEqualTo("mend");
        awaitProgress(answer, "sent", 1);
    }

    @Test
    void a_mended_letter_that_fails_opens_again_and_keeps_what_came_first() {
        var letter = letter();
        var good = new String(letter.value, UTF_8);
        var first = good.replace("}", ",\"note\":1.50}");
        letter.value = first.getBytes(UTF_8);
        var id = taken(letter);
        probe.fail(subject, 1, () -> new IllegalStateException("still bad"));
        awaitProgress(post("/" + id + "/mend", Map.of("value", good), 202), "failedAgain", 1);

        assertThat(state(id)).isEqualTo("open");
        assertThat(show(id).path("errorMessage").asString()).isEqualTo("still bad");
        post("/" + id + "/mend", Map.of("value", good), 202);

        var shown = show(id);
        assertThat(shown.path("lineage").path("originalValue").asString()).isEqualTo(first);
        assertThat(shown.path("acts").size()).isEqualTo(2);
        assertThat(headers(awaitRetries(2).getLast())).containsEntry("dlq.replay.count", "2");
        assertThat(count("origin_offset = ?", letter.offset)).isEqualTo(1);
    }

    @Test
    void a_letter_under_a_wrong_key_can_be_mended() {
        var letter = letter();
        letter.key = "another order".getBytes(UTF_8);
        var id = taken(letter);
        var value = new String(letter.value, UTF_8);
        assertVerdict(id, "UNREADABLE");

        refused("/" + id + "/mend", Map.of("value", value), 422, "unreadable-event");
        post("/" + id + "/mend", Map.of("value", value, "key", "" + subject), 202);

        await().until(() -> !retries().isEmpty());
        assertThat(retries().getFirst().key()).isEqualTo(subject.toString().getBytes(UTF_8));
    }

    @Test
    void what_the_consumer_could_not_read_either_is_not_sent() {
        var letter = letter();
        var good = new String(letter.value, UTF_8);
        var id = taken(letter);
        var before = row(id);

        for (var bad :
                List.of(
                        "no json",
                        "[]",
                        "{}",
                        good.replace("\"version\":1", "\"version\":9"),
                        good.replace("stock-reserved", "stock-restored"),
                        good.replace("" + subject, "" + UUID.randomUUID()))) {
            refused("/" + id + "/mend", Map.of("value", bad), 422, "unreadable-event");
        }

        refused("/" + id + "/mend", Map.of(), 400, "invalid-request");
        assertThat(row(id)).isEqualTo(before);
        assertThat(show(id).path("acts").size()).isZero();
    }

    @Test
    void a_letter_that_was_handled_after_all_is_mended_only_on_request() {
        var letter = letter();
        others.send(letter.metadata, event);
        others.awaitHandled();
        var id = taken(letter);
        var value = new String(letter.value, UTF_8);

        refused("/" + id + "/mend", Map.of("value", value), 409, "already-applied");
        post("/" + id + "/mend", Map.of("value", value, "evenIfApplied", true), 202);
        assertThat(state(id)).isEqualTo("mended");
    }

    @Test
    void what_is_discarded_can_be_restored() {
        var id = taken(letter());

        assertThat(discard(id).path("state").asString()).isEqualTo("discarded");
        refused("/" + id + "/discard", Map.of("reason", "again"), 409, "dead-letter-state");
        refused("/replays", Map.of("id", id), 409, "dead-letter-state");
        refused("/" + id + "/mend", Map.of("value", "{}"), 409, "dead-letter-state");
        assertThat(post("/" + id + "/restore", Map.of(), 200).path("state").asString())
                .isEqualTo("open");
        refused("/" + id + "/restore", Map.of(), 409, "dead-letter-state");

        assertThat(show(id).path("acts").values())
                .extracting(act -> act.path("act").asString())
                .containsExactly("discard", "restore");
    }

    @Test
    void what_is_on_its_way_cannot_be_discarded() {
        var id = taken(letter());
        replay("{\"id\":" + id + "}");

        refused("/" + id + "/discard", Map.of("reason", "no need"), 409, "dead-letter-state");
    }

    @Test
    void old_letters_go_and_what_was_done_with_them_stays() {
        var open = taken(letter());
        var discarded = taken(letter());
        discard(discarded);
        var replayed = taken(letter());
        awaitProgress(replay("{\"id\":" + replayed + "}"), "sent", 1);

        clock.advance(Duration.ofDays(14).minusMinutes(1));
        runTask("DeadLetterCleaner.clean");
        assertThat(count("id in (?, ?, ?)", open, discarded, replayed)).isEqualTo(3);

        clock.advance(Duration.ofMinutes(2));
        var young = taken(letter());
        runTask("DeadLetterCleaner.clean");

        assertThat(count("id in (?, ?, ?)", open, discarded, replayed)).isZero();
        assertThat(rows("dead_letter_sending", "letter_id = ?", replayed)).isZero();
        assertThat(count("id = ?", young)).isEqualTo(1);
        assertThat(rows("dead_letter_act", "letter_id = ?", discarded)).isEqualTo(1);

        clock.advance(Duration.ofDays(365));
        runTask("DeadLetterCleaner.clean");
        assertThat(rows("dead_letter_act", "letter_id = ?", discarded)).isZero();
    }

    @Test
    void more_old_letters_than_one_step_removes_go_too() {
        var id = taken(letter());
        transaction.executeWithoutResult(
                _ ->
                        jdbc.update(
                                """
                                insert into dead_letter select null, consumer, topic, origin_topic, origin_partition, n.n,
                                  origin_timestamp, letter_partition, n.n, record_key, record_value, content_hash, first_hash,
                                  headers, event_id, event_type, event_version, aggregate_id, occurred_at, error_class,
                                  error_message, stack_trace, attempts, reason, failed_at, cause, cause_message, state,
                                  replays, failed_replay, first_bytes, first_event_id, mended_event_id, changed_at
                                from dead_letter, (with recursive numbers (n) as
                                  (select 1000001 union all select n + 1 from numbers where n < 1000600)
                                  select n from numbers) n where id = ?""",
                                id));
        clock.advance(Duration.ofDays(15));

        runTask("DeadLetterCleaner.clean");

        assertThat(count("aggregate_id = ?", "" + subject)).isZero();
    }

    @Test
    void letters_in_review_and_their_age_are_metered() {
        var id = taken(letter().with("dlq.error.timestamp", "2001-01-01T00:00:00Z"));
        runTask("DeadLetterMeters.look");
        var before = gauge("dead.letters");
        var age = Duration.between(Instant.parse("2001-01-01T00:00:00Z"), clock.instant());

        assertThat(gauge("dead.letters.oldest.age")).isGreaterThan(age.toSeconds() - 60.0);
        discard(id);
        runTask("DeadLetterMeters.look");

        assertThat(gauge("dead.letters")).isEqualTo(before - 1);
        assertThat(meters.get("dead.letters").tag("service", "probe-service").tag("state", "open"))
                .isNotNull();
    }
}
