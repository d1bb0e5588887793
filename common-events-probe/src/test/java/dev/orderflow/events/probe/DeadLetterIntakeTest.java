package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.wire.EventCodec;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.event.ConsumerPausedEvent;

/** From their topics into the table, whatever they look like. */
class DeadLetterIntakeTest extends DeadLetters {

    @Autowired
    @Qualifier("deadLetterIntakeHealthIndicator")
    HealthIndicator intake;

    @Test
    void a_letter_is_taken_in_with_everything_it_says() {
        var metadata = EventCodec.describe(event, clock);
        var letter = new Letter(metadata).with("ce_id", "" + metadata.eventId()).with("empty", "");

        var shown = show(taken(letter));

        assertThat(shown.path("topic").asString()).isEqualTo(topics.of(StockReserved.class));
        assertThat(shown.path("originTopic")).isEqualTo(shown.path("topic"));
        assertThat(shown.path("partition").asInt()).isEqualTo(1);
        assertThat(shown.path("offset").asLong()).isEqualTo(letter.offset);
        assertThat(shown.path("eventId").asString()).isEqualTo("" + metadata.eventId());
        assertThat(shown.path("eventType").asString()).isEqualTo("stock-reserved");
        assertThat(shown.path("eventVersion").asInt()).isEqualTo(1);
        assertThat(shown.path("aggregateId").asString()).isEqualTo("" + subject);
        assertThat(shown.path("occurredAt").asString()).isEqualTo("" + metadata.timestamp());
        assertThat(shown.path("errorClass").asString()).isEqualTo(errorClass);
        assertThat(shown.path("errorMessage").asString()).isEqualTo("Row 5 is locked");
        assertThat(shown.path("stackTrace").asString()).isEqualTo("at here");
        assertThat(shown.path("attempts").asInt()).isEqualTo(4);
        assertThat(shown.path("reason").asString()).isEqualTo("exhausted");
        assertThat(shown.path("failedAt").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(shown.path("state").asString()).isEqualTo("open");
        assertThat(shown.path("replays").asInt()).isZero();
        assertThat(shown.path("key").asString()).isEqualTo("" + subject);
        assertThat(shown.path("value").asString().getBytes(UTF_8)).isEqualTo(letter.value);
        assertThat(shown.path("valueEncoding").asString()).isEqualTo("utf-8");
        assertThat(shown.path("headers").values())
                .extracting(header -> header.path("name").asString())
                .containsExactly("ce_id", "empty");
        assertThat(shown.path("acts").size()).isZero();
        assertThat(shown.path("lineage").isNull()).isTrue();
    }

    @Test
    void a_letter_that_comes_again_changes_nothing() {
        var letter = letter();
        var id = taken(letter);
        discard(id);
        var before = row(id);

        letter.send();
        letter.send();
        taken(letter().after(letter));

        assertThat(row(id)).isEqualTo(before);
        assertThat(count("origin_offset = ?", letter.offset)).isEqualTo(1);
    }

    @Test
    void a_position_that_is_used_again_by_another_record_is_another_letter() {
        var letter = letter();
        var id = taken(letter);
        var another = letter();
        another.offset = letter.offset;

        assertThat(taken(another)).isNotEqualTo(id);
        assertThat(show(id).path("eventId").asString()).isEqualTo("" + letter.metadata.eventId());
    }

    @Test
    void every_malformed_letter_is_taken_in_and_holds_up_no_other() {
        var tombstone = letter();
        tombstone.value = null;
        var binary = letter();
        binary.value = new byte[] {(byte) 0xff, 0, 1};
        var keyless = letter();
        keyless.key = null;
        var bare = letter();
        bare.headers.clear();
        var garbage = letter();
        garbage.headers.replaceAll((_, _) -> "\u0000\ud83d garbage 9999999999999999999999");
        var huge = letter();
        huge.headers.replaceAll((_, value) -> value + "😀".repeat(20_000));
        var large = letter();
        large.value = new byte[1_000_000];
        var spoofed = letter().with("dlq.replay.count", "999999").with("dlq.original.topic", "x");
        var all = List.of(tombstone, binary, keyless, bare, garbage, huge, large, spoofed);

        var ids = all.stream().map(Letter::send).toList().stream().map(this::awaitRow).toList();

        assertThat(ids).doesNotHaveDuplicates();
        assertThat(show(ids.get(0)).path("value").isNull()).isTrue();
        assertThat(show(ids.get(0)).path("valueEncoding").isNull()).isTrue();
        assertThat(show(ids.get(1)).path("valueEncoding").asString()).isEqualTo("base64");
        assertThat(Base64.getDecoder().decode(show(ids.get(1)).path("value").asString()))
                .isEqualTo(binary.value);
        assertThat(show(ids.get(2)).path("key").isNull()).isTrue();
        assertThat(show(ids.get(3)).path("originTopic").asString()).endsWith(LETTERS);
        assertThat(show(ids.get(7)).path("topic").asString())
                .isEqualTo(topics.of(StockReserved.class));
    }

    @Test
    void while_the_table_is_away_letters_wait() {
        var letter = letter();
        var failures = new AtomicInteger();
        ((ConfigurableApplicationContext) application)
                .addApplicationListener(
                        (ConsumerPausedEvent _) -> failures.incrementAndGet()); // before each retry
        jdbc.execute("rename table dead_letter to dead_letter_away");
        RecordMetadata sent;
        try {
            sent = letter.send();
            await().untilAtomic(failures, Matchers.greaterThan(0));
            await().pollDelay(Duration.ofMillis(500)).until(() -> true); // retries run meanwhile
            assertThat(intake.health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(intake.health().getDetails().get("trouble").toString())
                    .startsWith("Nothing is taken in since ");
            assertThat(gauge("dead.letters.intake.stopped")).isEqualTo(1);
        } finally {
            jdbc.execute("rename table dead_letter_away to dead_letter");
        }

        assertThat(show(awaitRow(sent)).path("state").asString()).isEqualTo("open");
        await().untilAsserted(() -> assertThat(intake.health().getStatus()).isEqualTo(Status.UP));
        assertThat(gauge("dead.letters.intake.stopped")).isZero();
    }

    @Test
    void a_letter_that_the_table_refuses_stays_on_its_topic_and_holds_up_no_other() {
        var refused = letter().with("dlq.attempts", "1000");
        var before = letter();
        var next = letter();
        var passedOver = passedOver();
        jdbc.execute("alter table dead_letter modify attempts tinyint not null");
        try {
            before.send();
            refused.send();
            taken(next);
        } finally {
            jdbc.execute("alter table dead_letter modify attempts int not null");
        }

        assertThat(count("origin_offset = ?", before.offset)).isOne();
        assertThat(count("origin_offset = ?", refused.offset)).isZero();
        assertThat(passedOver()).isEqualTo(passedOver + 1);
        assertThat(intake.health().getStatus()).isEqualTo(Status.UP);
    }

    private double passedOver() {
        return meters.get("dead.letters.passed.over")
                .tags("service", "probe-service", "consumer", "probe-service")
                .counter()
                .count();
    }
}
