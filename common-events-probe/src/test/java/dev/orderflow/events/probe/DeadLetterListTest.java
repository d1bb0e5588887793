package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.contract.inventory.StockReserved;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;

/** What a person can see of dead letters, and what advice they come with. */
class DeadLetterListTest extends DeadLetters {

    @Test
    void letters_of_one_cause_are_a_group() {
        var first = letter().with("dlq.error.message", "Row 5 of 'a' is locked");
        var second = letter().with("dlq.error.message", "Row 77 of 'b' is locked");
        var other = letter().with("dlq.error.message", "Row 5 of 'a' is gone");
        second.with("dlq.error.timestamp", "2026-03-01T00:00:00Z");
        taken(first);
        discard(taken(second));
        taken(other);

        var groups = get("/groups").path("groups").values().stream().filter(this::isOfThisTest);
        assertThat(groups).hasSize(2);
        var group = groupOf(first, "");
        assertThat(group.path("message").asString()).isEqualTo("Row <number> of <text> is locked");
        assertThat(group.path("topic").asString()).isEqualTo(topics.of(StockReserved.class));
        assertThat(group.path("count").asInt()).isEqualTo(2);
        assertThat(group.path("oldest").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(group.path("newest").asString()).isEqualTo("2026-03-01T00:00:00Z");
        assertThat(group.path("states")).isEqualTo(json.readTree("{\"open\":1,\"discarded\":1}"));
        assertThat(groupOf(first, "?state=open").path("count").asInt()).isEqualTo(1);
    }

    @Test
    void the_list_is_filtered_and_paged_newest_first() {
        var letters = Stream.generate(this::letter).limit(5).toList();
        letters.getLast().with("dlq.reason", "unparsable");
        var ids = letters.stream().map(this::taken).toList();
        var group = show(ids.getFirst()).path("group").asString();
        discard(ids.get(1));

        assertThat(list("?limit=2&group=" + group)).containsExactly(ids.get(4), ids.get(3));
        assertThat(list("?limit=2&group=" + group + "&cursor=" + ids.get(3)))
                .containsExactly(ids.get(2), ids.get(1));
        assertThat(list("?limit=2&group=" + group + "&cursor=" + ids.get(1)))
                .containsExactly(ids.get(0));
        assertThat(get("?limit=2&group=" + group).path("nextCursor").asLong())
                .isEqualTo(ids.get(3));
        assertThat(get("?limit=5&group=" + group).path("nextCursor").isNull()).isTrue();
        assertThat(list("?state=discarded&group=" + group)).containsExactly(ids.get(1));
        assertThat(list("?reason=unparsable&group=" + group)).containsExactly(ids.get(4));
        assertThat(list("?aggregateId=" + subject)).hasSize(5);
        assertThat(list("?eventId=" + letters.get(2).metadata.eventId()))
                .containsExactly(ids.get(2));
        assertThat(list("?group=" + group + "&topic=" + topics.of(StockReserved.class))).hasSize(5);
        assertThat(list("?group=" + group + "&topic=other")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "?state=OPEN",
                "?state=",
                "?reason=x",
                "?limit=0",
                "?limit=201",
                "?limit=x",
                "?group=x",
                "?eventId=x",
                "?cursor=x",
                "/groups?state=x",
                "/x",
                "/replays/x"
            })
    void a_wrong_question_is_refused(String question) {
        assertThat(answer(HttpMethod.GET, question, null).status()).isEqualTo(400);
    }

    @Test
    void what_was_not_handled_is_safe_to_replay() {
        assertVerdict(taken(letter()), "SAFE");
    }

    @Test
    void what_was_handled_meanwhile_is_already_applied() {
        var letter = letter();
        others.send(letter.metadata, event);
        others.awaitHandled();

        assertVerdict(taken(letter), "ALREADY_APPLIED");
    }

    @Test
    void what_is_older_than_something_handled_is_stale() {
        var letter = letter();
        clock.advance(Duration.ofSeconds(1));
        others.send(event);
        others.awaitHandled();

        assertVerdict(taken(letter), "STALE");
    }

    @Test
    void what_the_inbox_may_have_forgotten_is_stale() {
        clock.advance(Duration.ofDays(31).negated());
        var letter = letter();
        clock.reset();

        assertVerdict(taken(letter), "STALE");
    }

    @ParameterizedTest
    @CsvSource({"\"version\":1,\"version\":2", "stock-reserved,stock-restored", "{,no json"})
    void what_the_consumer_would_refuse_is_unreadable(String good, String bad) {
        var letter = letter();
        letter.value = new String(letter.value, UTF_8).replace(good, bad).getBytes(UTF_8);

        assertVerdict(awaitRow(letter.send()), "UNREADABLE");
    }

    @Test
    void what_is_not_there_is_told() {
        refusedGet("/987654321", 404, "dead-letter-not-found");
        refusedGet("/replays/" + subject, 404, "replay-not-found");
        refused("/replays", Map.of("id", 987654321), 404, "dead-letter-not-found");
        refused("/987654321/discard", Map.of("reason", "x"), 404, "dead-letter-not-found");
        refused("/987654321/restore", Map.of(), 404, "dead-letter-not-found");
        refused("/987654321/mend", Map.of("value", "{}"), 404, "dead-letter-not-found");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":1,\"group\":\"0123456789abcdef\"}",
                "{\"group\":\"x\"}",
                "{\"until\":\"yesterday\"}",
                "{\"until\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"id\":1,\"perSecond\":0}",
                "{\"id\":1,\"perSecond\":1001}"
            })
    void a_wrong_order_is_refused(String order) {
        var answer = answer(HttpMethod.POST, "/replays", order);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("type").asString())
                .isEqualTo("urn:orderflow:problem:invalid-request");
        assertThat(answer.body().path("detail").asString()).isNotBlank();
    }

    @Test
    void a_discard_needs_a_reason() {
        var id = taken(letter());

        refused("/" + id + "/discard", Map.of(), 400, "invalid-request");
        refused("/" + id + "/discard", Map.of("reason", " "), 400, "invalid-request");
        refused("/" + id + "/discard", Map.of("reason", "x".repeat(501)), 400, "invalid-request");
    }

    @Test
    void a_caller_without_a_name_is_refused() {
        assertThat(http.get().uri("/admin/dead-letters").exchange()).hasStatus(401);
        assertThat(
                        http.post()
                                .uri("/admin/dead-letters/replays")
                                .contentType(MediaType.APPLICATION_JSON)
                                .content("{\"id\":1}")
                                .exchange())
                .hasStatus(401);
    }
}
