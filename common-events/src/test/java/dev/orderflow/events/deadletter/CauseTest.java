package dev.orderflow.events.deadletter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CauseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    Order 0198c0de-0000-7000-8000-000000000001 has 3 lines | Order <id> has <number> lines
                    Data too long for column 'reason' at row 1             | Data too long for column <text> at row <number>
                    Unexpected "x" in `name`                               | Unexpected <text> in <text>
                    The user's card can't be charged                       | The user's card can't be charged
                    Amount 12.50 is over 1,000.00                          | Amount <number> is over <number>
                    Cannot handle com.acme.Thing@1a2b3c                    | Cannot handle com.acme.Thing@<object>
                    """)
    void values_are_taken_out_of_the_message(String message, String alike) {
        assertThat(Cause.of(source("topic"), "E", message).message()).isEqualTo(alike);
    }

    @Test
    void a_group_is_the_same_failure_of_the_same_class_on_the_same_topic() {
        var group = Cause.of(source("orders"), "A", "Order " + UUID.randomUUID() + " is 5").group();

        assertThat(Cause.of(source("orders"), "A", "Order " + UUID.randomUUID() + " is 77").group())
                .isEqualTo(group)
                .matches("[0-9a-f]{16}");
        assertThat(Cause.of(source("orders"), "B", "Order 1 is 2").group()).isNotEqualTo(group);
        assertThat(Cause.of(source("payments"), "A", "Order 1 is 2").group()).isNotEqualTo(group);
        assertThat(Cause.of(source("orders"), "A", "Order 1 was 2").group()).isNotEqualTo(group);
    }

    @Test
    void a_message_made_to_be_slow_is_not() {
        assertThat(Cause.of(source("t"), "E", "'\"`1.".repeat(200)).message())
                .hasSizeLessThan(1025);
        assertThat(Cause.of(source("t"), "E", "1 ".repeat(1000)).message()).hasSize(1024);
    }

    private static Source source(String topic) {
        return new Source("a-service", topic);
    }
}
