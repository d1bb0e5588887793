package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.TestClock;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.TopicNames;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.hamcrest.Matchers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.event.ConsumerPausedEvent;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters from their topic to a person and back to the consumer. */
@OrderflowTest
class DeadLetterReviewTest {

    private static final String LETTERS = "stock-reserved.probe-service.dlq";
    private static final String RETRY = "stock-reserved.probe-service.retry-1";
    private static final AtomicLong OFFSETS = new AtomicLong(1_000);

    @Autowired ProbeApplication.Probe probe;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired EventCodec codec;
    @Autowired TopicNames topics;
    @Autowired TestClock clock;
    @Autowired MeterRegistry meters;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired ScheduledTaskHolder scheduled;
    @Autowired ProducerFactory<byte[], byte[]> producers;
    @Autowired WebApplicationContext application;
    @Autowired Environment environment;

    @Autowired
    @Qualifier("deadLetterIntakeHealthIndicator")
    HealthIndicator intake;

    final JsonMapper json = JsonMapper.shared();
    final UUID subject = UUID.randomUUID();
    final StockReserved event = new StockReserved(subject);

    /** Letters of another test never have this one. */
    final String errorClass = "test.E" + subject;

    MockMvcTester http;

    @BeforeEach
    void connect() {
        http = MockMvcTester.from(application);
    }

    @AfterEach
    void trueTime() {
        clock.reset();
    }

    // --- intake ---

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

    // --- list and groups ---

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

    // --- advice ---

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

    // --- replay ---

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

    // --- mend ---

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

    // --- discard, restore ---

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

    // --- retention, meters ---

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

    // --- REST ---

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

    // --- what the tests speak in ---

    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private Letter letter() {
        return new Letter(EventCodec.describe(event, clock));
    }

    /** A dead letter as the consumer writes it. */
    private final class Letter {

        private final EventMetadata metadata;
        private final Map<String, String> headers = new TreeMap<>();
        private byte @Nullable [] key = subject.toString().getBytes(UTF_8);
        private byte @Nullable [] value;
        private long offset = OFFSETS.incrementAndGet();

        Letter(EventMetadata metadata) {
            this.metadata = metadata;
            this.value = codec.encode(metadata, event);
            headers.put("dlq.service", "probe-service");
            headers.put("dlq.original.topic", topics.of(StockReserved.class));
            headers.put("dlq.original.partition", "1");
            headers.put("dlq.original.timestamp", "2023-11-14T22:13:20Z");
            headers.put("dlq.error.timestamp", "2026-01-02T03:04:05Z");
            headers.put("dlq.error.class", errorClass);
            headers.put("dlq.error.message", "Row 5 is locked");
            headers.put("dlq.error.stacktrace", "at here");
            headers.put("dlq.attempts", "4");
            headers.put("dlq.reason", "exhausted");
        }

        Letter with(String name, String text) {
            headers.put(name, text);
            return this;
        }

        /** Sends the other before this one, on the same partition. */
        Letter after(Letter other) {
            other.send();
            return this;
        }

        RecordMetadata send() {
            var record = new ProducerRecord<>(topics.topicPrefix() + LETTERS, 1, key, value);
            headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
            if (!headers.isEmpty() && !headers.containsKey("dlq.original.offset")) {
                record.headers().add("dlq.original.offset", ("" + offset).getBytes(UTF_8));
            }
            try {
                return producers.createProducer().send(record).get();
            } catch (InterruptedException | ExecutionException failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    private long taken(Letter letter) {
        return awaitRow(letter.send());
    }

    private long awaitRow(RecordMetadata letter) {
        return await().until(
                        () ->
                                transaction.execute(
                                        _ ->
                                                jdbc.queryForList(
                                                        "select id from dead_letter where letter_partition = ? and letter_offset = ?",
                                                        Long.class,
                                                        letter.partition(),
                                                        letter.offset())),
                        ids -> !ids.isEmpty())
                .getFirst();
    }

    private Map<String, @Nullable Object> row(long id) {
        var row =
                transaction.execute(
                        _ -> jdbc.queryForMap("select * from dead_letter where id = ?", id));
        row.replaceAll(
                (_, value) ->
                        value instanceof byte[] bytes
                                ? Base64.getEncoder().encodeToString(bytes)
                                : value);
        return row;
    }

    private int count(String condition, Object... parameters) {
        return rows("dead_letter", condition, parameters);
    }

    private int rows(String table, String condition, Object... parameters) {
        return transaction.execute(
                _ ->
                        jdbc.queryForObject(
                                "select count(*) from %s where %s".formatted(table, condition),
                                Integer.class,
                                parameters));
    }

    private JsonNode show(long id) {
        return get("/" + id);
    }

    private String state(long id) {
        return show(id).path("state").asString();
    }

    private String group(long id) {
        return show(id).path("group").asString();
    }

    private boolean isOfThisTest(JsonNode group) {
        return group.path("errorClass").asString().equals(errorClass);
    }

    private JsonNode groupOf(Letter letter, String question) {
        var id = list("?eventId=" + letter.metadata.eventId()).getFirst();
        return get("/groups" + question).path("groups").values().stream()
                .filter(it -> it.path("group").asString().equals(group(id)))
                .findFirst()
                .orElseThrow();
    }

    private List<Long> list(String question) {
        return get(question).path("deadLetters").values().stream()
                .map(letter -> letter.path("id").asLong())
                .toList();
    }

    private JsonNode discard(long id) {
        return post("/" + id + "/discard", Map.of("reason", "nobody needs it"), 200);
    }

    private JsonNode replay(String order) {
        var answer = answer(HttpMethod.POST, "/replays", order);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.body();
    }

    private JsonNode progress(JsonNode replay) {
        return get("/replays/" + replay.path("replayId").asString());
    }

    private void awaitProgress(JsonNode replay, String what, int letters) {
        await().untilAsserted(
                        () -> assertThat(progress(replay).path(what).asInt()).isEqualTo(letters));
    }

    private void assertVerdict(long id, String verdict) {
        var advice = show(id).path("advice");
        assertThat(advice.path("verdict").asString())
                .as(advice.path("why").asString())
                .isEqualTo(verdict);
        assertThat(advice.path("why").asString()).endsWith(".");
    }

    private List<ConsumerRecord<byte[], byte[]>> retries() {
        return published.records(RETRY).stream()
                .filter(
                        record ->
                                record.value() != null
                                        && new String(record.value(), UTF_8).contains("" + subject))
                .toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> awaitRetries(int atLeast) {
        return await().until(this::retries, records -> records.size() >= atLeast);
    }

    private static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var headers = new TreeMap<String, String>();
        record.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
        return headers;
    }

    private double gauge(String name) {
        return meters.get(name).tag("service", "probe-service").gauge().value();
    }

    private void runTask(String name) {
        scheduled.getScheduledTasks().stream()
                .filter(task -> task.toString().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getTask()
                .getRunnable()
                .run();
    }

    /** An answer's status and body. */
    private record Answer(int status, JsonNode body) {}

    private JsonNode get(String path) {
        var answer = answer(HttpMethod.GET, path, null);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    private JsonNode post(String path, Map<String, ?> body, int status) {
        var answer = answer(HttpMethod.POST, path, json.writeValueAsString(body));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        return answer.body();
    }

    private void refused(String path, Map<String, ?> body, int status, String type) {
        assertRefused(answer(HttpMethod.POST, path, json.writeValueAsString(body)), status, type);
    }

    private void refusedGet(String path, int status, String type) {
        assertRefused(answer(HttpMethod.GET, path, null), status, type);
    }

    private static void assertRefused(Answer answer, int status, String type) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().path("type").asString())
                .isEqualTo("urn:orderflow:problem:" + type);
        assertThat(answer.body().path("detail").asString()).endsWith(".");
    }

    private Answer answer(HttpMethod method, String path, @Nullable String body) {
        var request =
                http.method(method)
                        .uri("/admin/dead-letters" + path)
                        .principal(() -> "alice")
                        .contentType(MediaType.APPLICATION_JSON);
        var response = (body == null ? request : request.content(body)).exchange().getResponse();
        var text = new String(response.getContentAsByteArray(), UTF_8);
        return new Answer(
                response.getStatus(), text.isEmpty() ? json.nullNode() : json.readTree(text));
    }
}
