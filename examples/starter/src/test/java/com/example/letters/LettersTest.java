package com.example.letters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

// region test
@OrderflowTest
@TestPropertySource(
        properties = {
            "orderflow.test.topics=letter-written",
            "spring.security.user.password=made-up"
        })
class LettersTest {

    @Autowired Letters letters;
    @Autowired JdbcClient jdbc;
    @Autowired EventInjector others; // sends events as other services would
    @Autowired PublishedEvents published; // reads what lies on topics

    final String anna = "anna-" + UUID.randomUUID();

    @Test
    void a_letter_that_is_written_arrives() {
        letters.write(anna, "Dear Anna");

        await().atMost(Duration.ofSeconds(60)).until(() -> texts().equals(List.of("Dear Anna")));
    }

    @Test
    void a_redelivery_is_no_second_letter() {
        var letter = new LetterWritten(anna, "Dear Anna");
        var metadata = others.send(letter);
        others.send(metadata, letter);
        others.awaitHandled();

        assertThat(texts()).containsExactly("Dear Anna");
    }

    @Test
    void what_cannot_be_delivered_is_tried_three_times_more_and_then_a_dead_letter() {
        letters.write(anna, "x".repeat(101)); // the column has 100
        letters.write(anna, "Dear Anna");

        await().atMost(Duration.ofSeconds(60)).until(() -> deadLetters() == 1);
        assertThat(texts()).containsExactly("Dear Anna");
        for (var tier = 1; tier <= 3; tier++) {
            assertThat(count("letter-written.letter-service.retry-" + tier)).isOne();
        }
    }

    private long deadLetters() {
        return count("letter-written.letter-service.dlq");
    }

    private long count(String topic) {
        return published.records(topic).stream()
                .filter(record -> anna.equals(new String(record.key(), UTF_8)))
                .count();
    }

    private List<String> texts() {
        return jdbc.sql("select text from letter where receiver = ?")
                .param(anna)
                .query(String.class)
                .list();
    }
}
// endregion
