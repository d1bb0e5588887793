package dev.orderflow.events.deadletter;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.wire.EventCodec;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IncomingLetterTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final List<String> NAMES =
            List.of(
                    "dlq.original.partition",
                    "dlq.original.offset",
                    "dlq.original.timestamp",
                    "dlq.error.timestamp",
                    "dlq.error.class",
                    "dlq.error.message",
                    "dlq.error.stacktrace",
                    "dlq.attempts",
                    "dlq.reason",
                    "dlq.replay.count");

    private final ConsumerRecord<byte[], byte[]> record =
            new ConsumerRecord<>("orders.me.dlq", 2, 77, null, null);

    @Test
    void a_letter_without_a_header_stands_for_itself() {
        var letter = take();

        assertThat(letter.source().topic()).isEqualTo("orders");
        assertThat(letter.origin()).isEqualTo(new Origin("orders.me.dlq", 2, 77, -1));
        assertThat(letter.failure())
                .isEqualTo(new FailureReport("unknown", "unknown", "unknown", 0, "unknown", NOW));
        assertThat(letter.replay()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "x",
                "1.5",
                "99999999999999999999",
                "9999999999",
                "+1000000000-12-31T23:59:59.999999999Z",
                "-1000000000-01-01T00:00:00Z",
                "1999-01-01T00:00:00Z",
                "٣"
            })
    void a_malformed_header_is_as_good_as_none(String value) {
        NAMES.stream()
                .filter(name -> !name.startsWith("dlq.error.") || name.endsWith("timestamp"))
                .forEach(name -> record.headers().add(name, value.getBytes(UTF_8)));

        var letter = take();

        assertThat(letter.origin().topic()).isEqualTo("orders.me.dlq");
        assertThat(letter.failure().reason()).isEqualTo("unknown");
        assertThat(letter.failure().attempts()).isZero();
        assertThat(letter.failure().failedAt()).isEqualTo(NOW);
        assertThat(letter.replay()).isZero();
    }

    @Test
    void texts_are_cut_without_breaking_a_character() {
        record.headers().add("dlq.error.message", ("x" + "😀".repeat(1024)).getBytes(UTF_8));

        var message = take().failure().message();

        assertThat(message).hasSize(1023).startsWith("x😀").endsWith("😀");
    }

    @Test
    void whatever_lies_there_is_taken() {
        var random = new Random(4);
        for (var round = 0; round < 20_000; round++) {
            var noise =
                    new ConsumerRecord<>("orders.me.dlq", 0, round, bytes(random), bytes(random));
            NAMES.forEach(name -> noise.headers().add(name, bytes(random)));
            noise.headers().add("", null);

            var letter =
                    IncomingLetter.of(
                            noise, new Source("a-service", "orders"), new EventCodec(), NOW);

            assertThat(SourceHeaders.fromJson(letter.headers().asJson()).headers()).hasSize(1);
            assertThat(letter.failure().cause(new Source("a-service", "orders")).message())
                    .hasSizeLessThan(1025);
        }
    }

    private IncomingLetter take() {
        return IncomingLetter.of(record, new Source("a-service", "orders"), new EventCodec(), NOW);
    }

    private static byte[] bytes(Random random) {
        if (random.nextInt(10) == 0) {
            return null;
        }
        var bytes = new byte[random.nextInt(60)];
        random.nextBytes(bytes);
        return bytes;
    }
}
