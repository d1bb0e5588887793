package com.example.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Clients that do not speak Kafka publish what its schema allows, and nothing else. */
class FeedsTest extends WholeService {

    @Autowired MeterRegistry meters;

    final String somebody = somebody();

    @Test
    void an_element_is_an_event_with_the_key_and_the_fields_that_it_has() {
        var answer =
                call(
                        "POST",
                        "/api/feeds/system-metrics",
                        somebody,
                        """
                        {"name": "load", "value": 1.10, "tags": {"server": "%s"}, "measuredAt": "2026-11-22T01:00:00Z"}"""
                                .formatted(somebody));

        assertThat(answer.status()).isEqualTo(202);
        var events =
                await().atMost(Duration.ofSeconds(60))
                        .until(() -> events("system-metrics"), it -> !it.isEmpty());
        var event = events.getFirst();
        assertThat(event.get("eventId")).isEqualTo(answer.body().get("ids").get(0));
        assertThat(event.get("eventType").asString()).isEqualTo("system-metrics");
        assertThat(event.get("aggregateId").asString()).isEqualTo(somebody);
        assertThat(event.get("tags").get("server").asString()).isEqualTo(somebody);
    }

    @Test
    void a_number_stays_as_it_is_to_the_digit() {
        call(
                "POST",
                "/api/feeds/system-metrics",
                somebody,
                """
                {"name": "load", "value": 12345678901234567.890, "tags": {"server": "%s"}, "measuredAt": "2026-11-22T01:00:00Z"}"""
                        .formatted(somebody));

        await().atMost(Duration.ofSeconds(60)).until(() -> !records("system-metrics").isEmpty());
        assertThat(new String(records("system-metrics").getFirst().value(), UTF_8))
                .contains("\"value\":12345678901234567.890,");
    }

    @Test
    void an_array_is_published_whole() {
        var many =
                IntStream.range(0, 1_000)
                        .mapToObj(
                                number ->
                                        "{\"userId\": \"%s\", \"title\": \"News\", \"text\": \"%d\"}"
                                                .formatted(somebody, number))
                        .collect(Collectors.joining(",", "[", "]"));

        var answer = call("POST", "/api/feeds/notifications", somebody, many);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().get("ids")).hasSize(1_000);
        await().atMost(Duration.ofSeconds(60)).until(() -> events("notifications").size() == 1_000);
        assertThat(events("notifications"))
                .extracting(event -> event.get("text").asString())
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(Integer::toString).toList());
        assertThat(
                        meters.get("kafka.producer.messages.received")
                                .tag("topic", published.records("notifications").getFirst().topic())
                                .counter()
                                .count())
                .isGreaterThanOrEqualTo(1_000);
    }

    @Test
    void one_flaw_and_nothing_is_published() {
        var answer =
                call(
                        "POST",
                        "/api/feeds/error-logs",
                        somebody,
                        """
                        [{"service": "%1$s", "level": "ERROR", "message": "x", "loggedAt": "2026-11-22T01:00:00Z"},
                         {"service": "%1$s", "level": "LOUD", "message": "x", "loggedAt": "2026-11-22T01:00:00Z"}]"""
                                .formatted(somebody));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().get("type").asString())
                .isEqualTo("urn:orderflow:problem:flawed-elements");
        var flaw = answer.body().get("flaws").get(0);
        assertThat(flaw.get("element").asInt()).isOne();
        assertThat(flaw.get("path").asString()).isEqualTo("/level");
        assertThat(events("error-logs")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing-such     | {}                                        | 404",
                "user-activities  | []                                        | 400",
                "user-activities  | 1                                         | 400",
                "user-activities  | {\"userId\": \"a\"}                   | 400",
                "system-metrics   | {\"value\": 1e9999999999}                 | 400",
                "notifications    | {\"userId\": \" \", \"title\": \"x\", \"text\": \"x\"} | 400"
            })
    void what_is_not_for_a_feed_is_refused_with_a_reason(String feed, String body, int status) {
        var answer = call("POST", "/api/feeds/" + feed, somebody, body);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body().get("type").asString()).startsWith("urn:orderflow:problem:");
    }

    @Test
    void a_bulk_of_messages_says_how_long_it_took_until_all_were_handled() {
        var answer = call("POST", "/api/messages/bulk?count=50", "admin", null);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("sent").asInt()).isEqualTo(50);
        assertThat(answer.body().get("perSecond").asLong()).isPositive();
        assertThat(answer.body().get("handlingMillis").isNull()).isFalse();
        var counted =
                transaction.execute(
                        _ ->
                                jdbc.queryForObject(
                                        "select count(*) from counted_message where sender = 'admin'",
                                        Long.class));
        assertThat(counted).isEqualTo(50);
        var notWaitedFor = call("POST", "/api/messages/bulk?count=5&await=false", "admin", null);
        assertThat(notWaitedFor.body().get("sent").asInt()).isEqualTo(5);
        assertThat(notWaitedFor.body().get("handlingMillis").isNull()).isTrue();
        assertThat(call("POST", "/api/messages/bulk", somebody, null).status()).isEqualTo(403);
    }

    private List<JsonNode> events(String feed) {
        return records(feed).stream().map(record -> JSON.readTree(record.value())).toList();
    }

    private List<ConsumerRecord<byte[], byte[]>> records(String feed) {
        return published.records(feed).stream()
                .filter(record -> somebody.equals(new String(record.key(), UTF_8)))
                .toList();
    }
}
