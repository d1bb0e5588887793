package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.HandledEvents;
import dev.orderflow.events.contract.inventory.StockDeducted;
import dev.orderflow.events.contract.inventory.StockReserved;
import dev.orderflow.events.contract.inventory.StockRestored;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.TestClock;
import dev.orderflow.events.wire.EventCodec;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.DataAccessResourceFailureException;

/**
 * What becomes of records, good and bad, together and alone, for a consumer on a real broker and
 * database.
 */
abstract class ConsumingContract {

    @Autowired ProbeApplication.Probe probe;
    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired HandledEvents handled;
    @Autowired EventCodec codec;
    @Autowired TestClock clock;
    @Autowired MeterRegistry meters;

    @Autowired
    @Qualifier("eventConsumerHealthIndicator")
    HealthIndicator health;

    final UUID subject = UUID.randomUUID();

    @Test
    void an_event_is_handled_and_remembered() {
        var metadata = others.send(new StockReserved(subject));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(handled.about(subject.toString()))
                .singleElement()
                .satisfies(
                        event -> {
                            assertThat(event.eventId()).isEqualTo(metadata.eventId());
                            assertThat(event.eventType()).isEqualTo("stock-reserved");
                            assertThat(event.occurredAt()).isEqualTo(metadata.timestamp());
                            assertThat(event.attempts()).isEqualTo(1);
                        });
    }

    @Test
    void an_event_has_its_effect_once_however_often_it_comes() {
        var event = new StockReserved(subject);
        var metadata = others.send(event);
        for (var again = 0; again < 20; again++) {
            others.send(metadata, event);
        }
        others.awaitHandled();
        others.send(metadata, event);
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        published.await(StockDeducted.class, subject);
        assertThat(published.all(StockDeducted.class, subject)).hasSize(1);
    }

    @Test
    void what_a_failed_try_did_is_undone() {
        probe.fail(subject, 2, IllegalStateException::new);

        others.send(new StockReserved(subject));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        published.await(StockDeducted.class, subject);
        assertThat(published.all(StockDeducted.class, subject)).hasSize(1);
        assertThat(deadLetters(subject)).isEmpty();
        assertThat(handled.about(subject.toString()).getFirst().attempts()).isGreaterThan(1);
    }

    @Test
    void a_bad_record_harms_no_other() {
        var good = Stream.generate(UUID::randomUUID).limit(30).toList();
        probe.fail(
                subject,
                Integer.MAX_VALUE,
                () -> new CannotAcquireLockException("Lock wait timeout"));

        good.subList(0, 15).forEach(id -> others.send(new StockReserved(id)));
        others.send(new StockReserved(subject));
        others.sendRaw("stock-reserved", subject.toString(), "no event".getBytes(UTF_8));
        good.subList(15, 30).forEach(id -> others.send(new StockReserved(id)));
        others.awaitHandled();

        assertThat(good)
                .allSatisfy(id -> assertThat(probe.effects(id)).containsExactly("reserved"));
        assertThat(probe.effects(subject)).isEmpty();
        assertThat(deadLetters(subject)).hasSize(2);
    }

    static Stream<Arguments> troublesOfTheRecord() {
        return Stream.of(
                        (Supplier<Throwable>)
                                () -> new CannotAcquireLockException("Deadlock found"),
                        IllegalStateException::new,
                        () -> new AssertionError("an Error"),
                        StackOverflowError::new)
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("troublesOfTheRecord")
    void a_record_that_never_succeeds_becomes_a_dead_letter_and_the_consumer_goes_on(
            Supplier<Throwable> trouble) {
        probe.fail(subject, Integer.MAX_VALUE, trouble);

        var metadata = others.send(new StockReserved(subject));
        others.awaitHandled();

        assertThat(deadLetters(subject))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(letter.value())
                                    .isEqualTo(codec.encode(metadata, new StockReserved(subject)));
                            assertThat(header(letter, "dlq.service")).isEqualTo("probe-service");
                            assertThat(header(letter, "dlq.original.topic"))
                                    .endsWith("stock-reserved");
                            assertThat(header(letter, "dlq.original.partition"))
                                    .isEqualTo("" + letter.partition());
                            assertThat(header(letter, "dlq.original.offset")).matches("\\d+");
                            assertThat(header(letter, "dlq.error.class"))
                                    .isEqualTo(trouble.get().getClass().getName());
                            assertThat(header(letter, "dlq.error.stacktrace"))
                                    .hasSizeBetween(100, 8192);
                            assertThat(header(letter, "dlq.attempts")).isEqualTo("4");
                            assertThat(header(letter, "dlq.reason")).isEqualTo("exhausted");
                        });
        assertThat(probe.effects(subject)).isEmpty();
        var next = UUID.randomUUID();
        others.send(new StockReserved(next));
        others.awaitHandled();
        assertThat(probe.effects(next)).hasSize(1);
        assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void an_outage_is_no_records_fault() {
        probe.fail(subject, 3, () -> new DataAccessResourceFailureException("Connection refused"));

        others.send(new StockReserved(subject));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(deadLetters(subject)).isEmpty();
    }

    @Test
    void a_business_exception_is_an_answer() {
        probe.fail(subject, Integer.MAX_VALUE, ProbeApplication.NothingToDo::new);
        var skippedBefore = count("skip");

        others.send(new StockReserved(subject));
        others.awaitHandled();

        assertThat(probe.effects(subject)).isEmpty();
        assertThat(deadLetters(subject)).isEmpty();
        assertThat(count("skip")).isEqualTo(skippedBefore + 1);
    }

    @Test
    void an_unknown_type_is_skipped() {
        var metadata = EventCodec.describe(new StockRestored(subject, List.of()), clock);
        var skippedBefore = count("skip");

        others.sendRaw(
                "stock-reserved",
                subject.toString(),
                codec.encode(metadata, new StockRestored(subject, List.of())));
        others.awaitHandled();

        assertThat(probe.effects(subject)).isEmpty();
        assertThat(deadLetters(subject)).isEmpty();
        assertThat(count("skip")).isEqualTo(skippedBefore + 1);
    }

    @Test
    void what_cannot_be_read_is_dead_at_once_with_its_bytes() {
        var event = new StockReserved(subject);
        var golden = new String(codec.encode(EventCodec.describe(event, clock), event), UTF_8);
        var unreadable =
                List.of(
                        "",
                        "no json",
                        "[]",
                        "{}",
                        golden.replace("\"version\":1", "\"version\":2"),
                        golden.replace("\"eventId\":\"", "\"eventId\":\"x"),
                        golden.replace("\"timestamp\":\"2", "\"timestamp\":\"+92"),
                        golden.replace(
                                "\"orderId\":\"" + subject, "\"orderId\":\"" + UUID.randomUUID()),
                        "{\"a\":".repeat(10_000));

        unreadable.forEach(
                value ->
                        others.sendRaw(
                                "stock-reserved", subject.toString(), value.getBytes(UTF_8)));
        others.sendRaw("stock-reserved", subject.toString(), null);
        others.sendRaw("stock-reserved", "another key", golden.getBytes(UTF_8));
        others.awaitHandled();

        var letters = new ArrayList<>(deadLetters(subject));
        assertThat(letters)
                .extracting(letter -> header(letter, "dlq.reason"))
                .containsOnly("unparsable");
        assertThat(
                        letters.stream()
                                .map(ConsumerRecord::value)
                                .map(
                                        value ->
                                                value == null
                                                        ? "tombstone"
                                                        : new String(value, UTF_8)))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(unreadable.stream(), Stream.of("tombstone")).toList());
        assertThat(published.records("stock-reserved.probe-service.dlq"))
                .filteredOn(
                        letter ->
                                letter.key() != null
                                        && new String(letter.key(), UTF_8).equals("another key"))
                .isNotEmpty();
        assertThat(probe.effects(subject)).isEmpty();
    }

    @Test
    void the_value_alone_is_enough() {
        var event = new StockReserved(subject);
        EventMetadata metadata = EventCodec.describe(event, clock);

        others.sendRaw("stock-reserved", null, codec.encode(metadata, event));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(UUID subject) {
        return published.records("stock-reserved.probe-service.dlq").stream()
                .filter(
                        letter ->
                                letter.key() != null
                                        && new String(letter.key(), UTF_8)
                                                .equals(subject.toString()))
                .toList();
    }

    private double count(String status) {
        return meters.find("kafka.messages." + status).counters().stream()
                .mapToDouble(counter -> counter.count())
                .sum();
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        assertThat(letter.headers().headers(name)).as(name).hasSize(1);
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
