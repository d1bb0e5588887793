package dev.orderflow.events.consumer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.wire.TopicNames;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anybody can write into a retry topic; what is written there holds nobody up. */
class RetryTopicsTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final Duration DELAY = Duration.ofSeconds(5);

    final RetryTopics topics =
            new RetryTopics(
                    new TopicNames(Map.of(), ""),
                    "probe-service",
                    List.of(Duration.ofSeconds(1), DELAY),
                    Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void a_record_is_due_when_its_header_says() {
        var due = NOW.plusSeconds(4);

        assertThat(topics.due(record(Long.toString(due.toEpochMilli())), 2)).isEqualTo(due);
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999999999", "4102444800000"})
    void but_not_later_than_twice_the_topics_delay(String farAway) {
        assertThat(topics.due(record(farAway), 2)).isEqualTo(NOW.plus(DELAY.multipliedBy(2)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "soon", "-1", "9999999999999999", "99999999999999999999", "1e9"})
    void and_at_once_where_it_says_nothing_of_use(String nonsense) {
        assertThat(topics.due(record(nonsense), 1)).isBefore(NOW);
    }

    private static ConsumerRecord<byte[], byte[]> record(String notBefore) {
        var record = new ConsumerRecord<byte[], byte[]>("any", 0, 0, null, new byte[0]);
        record.headers()
                .add("retry.not-before", notBefore == null ? null : notBefore.getBytes(UTF_8));
        return record;
    }
}
