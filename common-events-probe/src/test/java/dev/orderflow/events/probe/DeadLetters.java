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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters as consumers write them, and the person who asks for them by REST. */
@OrderflowTest
abstract class DeadLetters {

    static final String LETTERS = "stock-reserved.probe-service.dlq";
    static final String RETRY = "stock-reserved.probe-service.retry-1";
    static final AtomicLong OFFSETS = new AtomicLong(1_000);

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

    static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    Letter letter() {
        return new Letter(EventCodec.describe(event, clock));
    }

    /** A dead letter as the consumer writes it. */
    final class Letter {

        final EventMetadata metadata;
        final Map<String, String> headers = new TreeMap<>();
        byte @Nullable [] key = subject.toString().getBytes(UTF_8);
        byte @Nullable [] value;
        long offset = OFFSETS.incrementAndGet();

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

    long taken(Letter letter) {
        return awaitRow(letter.send());
    }

    long awaitRow(RecordMetadata letter) {
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

    Map<String, @Nullable Object> row(long id) {
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

    int count(String condition, Object... parameters) {
        return rows("dead_letter", condition, parameters);
    }

    int rows(String table, String condition, Object... parameters) {
        return transaction.execute(
                _ ->
                        jdbc.queryForObject(
                                "select count(*) from %s where %s".formatted(table, condition),
                                Integer.class,
                                parameters));
    }

    JsonNode show(long id) {
        return get("/" + id);
    }

    String state(long id) {
        return show(id).path("state").asString();
    }

    String group(long id) {
        return show(id).path("group").asString();
    }

    boolean isOfThisTest(JsonNode group) {
        return group.path("errorClass").asString().equals(errorClass);
    }

    JsonNode groupOf(Letter letter, String question) {
        var id = list("?eventId=" + letter.metadata.eventId()).getFirst();
        return get("/groups" + question).path("groups").values().stream()
                .filter(it -> it.path("group").asString().equals(group(id)))
                .findFirst()
                .orElseThrow();
    }

    List<Long> list(String question) {
        return get(question).path("deadLetters").values().stream()
                .map(letter -> letter.path("id").asLong())
                .toList();
    }

    JsonNode discard(long id) {
        return post("/" + id + "/discard", Map.of("reason", "nobody needs it"), 200);
    }

    JsonNode replay(String order) {
        var answer = answer(HttpMethod.POST, "/replays", order);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(202);
        return answer.body();
    }

    JsonNode progress(JsonNode replay) {
        return get("/replays/" + replay.path("replayId").asString());
    }

    void awaitProgress(JsonNode replay, String what, int letters) {
        await().untilAsserted(
                        () -> assertThat(progress(replay).path(what).asInt()).isEqualTo(letters));
    }

    void assertVerdict(long id, String verdict) {
        var advice = show(id).path("advice");
        assertThat(advice.path("verdict").asString())
                .as(advice.path("why").asString())
                .isEqualTo(verdict);
        assertThat(advice.path("why").asString()).endsWith(".");
    }

    List<ConsumerRecord<byte[], byte[]>> retries() {
        return published.records(RETRY).stream()
                .filter(
                        record ->
                                record.value() != null
                                        && new String(record.value(), UTF_8).contains("" + subject))
                .toList();
    }

    List<ConsumerRecord<byte[], byte[]>> awaitRetries(int atLeast) {
        return await().until(this::retries, records -> records.size() >= atLeast);
    }

    static Map<String, String> headers(ConsumerRecord<?, ?> record) {
        var headers = new TreeMap<String, String>();
        record.headers().forEach(it -> headers.put(it.key(), new String(it.value(), UTF_8)));
        return headers;
    }

    double gauge(String name) {
        return meters.get(name).tag("service", "probe-service").gauge().value();
    }

    void runTask(String name) {
        scheduled.getScheduledTasks().stream()
                .filter(task -> task.toString().endsWith(name))
                .findFirst()
                .orElseThrow()
                .getTask()
                .getRunnable()
                .run();
    }

    /** An answer's status and body. */
    record Answer(int status, JsonNode body) {}

    JsonNode get(String path) {
        var answer = answer(HttpMethod.GET, path, null);
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
        return answer.body();
    }

    JsonNode post(String path, Map<String, ?> body, int status) {
        var answer = answer(HttpMethod.POST, path, json.writeValueAsString(body));
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        return answer.body();
    }

    void refused(String path, Map<String, ?> body, int status, String type) {
        assertRefused(answer(HttpMethod.POST, path, json.writeValueAsString(body)), status, type);
    }

    void refusedGet(String path, int status, String type) {
        assertRefused(answer(HttpMethod.GET, path, null), status, type);
    }

    static void assertRefused(Answer answer, int status, String type) {
        assertThat(answer.status()).as("%s", answer.body()).isEqualTo(status);
        assertThat(answer.body().path("type").asString())
                .isEqualTo("urn:orderflow:problem:" + type);
        assertThat(answer.body().path("detail").asString()).endsWith(".");
    }

    Answer answer(HttpMethod method, String path, @Nullable String body) {
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
