package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.assertj.core.api.Assertions.catchRuntimeException;
import static org.awaitility.Awaitility.await;

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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
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
import org.springframework.jdbc.core.JdbcTemplate;

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
    @Autowired JdbcTemplate jdbc;

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
    void how_long_handling_took_is_known_soon() {
        others.send(new StockReserved(subject));
        others.awaitHandled();

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(
                        () ->
                                assertThat(
                                                handled.about(subject.toString())
                                                        .getFirst()
                                                        .handlingMicros())
                                        .isPositive());
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
        assertThat(about(subject, "stock-reserved.probe-service.retry-1")).isEmpty();
    }

    @Test
    void what_comes_again_harms_none_that_comes_with_it() {
        var event = new StockReserved(subject);
        var metadata = others.send(event);
        others.awaitHandled();
        var fresh = Stream.generate(UUID::randomUUID).limit(30).toList();
        for (var id : fresh) {
            others.send(new StockReserved(id));
            others.send(metadata, event);
        }
        others.awaitHandled();

        assertThat(fresh)
                .allSatisfy(id -> assertThat(probe.effects(id)).containsExactly("reserved"));
        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(fresh)
                .allSatisfy(
                        id ->
                                assertThat(handled.about(id.toString()).getFirst().attempts())
                                        .isEqualTo(1));
        assertThat(about(subject, "stock-reserved.probe-service.retry-1")).isEmpty();
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
        assertThat(about(subject, "stock-reserved.probe-service.retry-1")).isEmpty();
        assertThat(deadLetters(subject)).isEmpty();
    }

    /** The roll-back fails, too, and must not hide why. */
    @Test
    void a_connection_that_breaks_while_an_event_is_handled_is_no_records_fault() {
        probe.fail(subject, 3, this::breakConnection);

        others.send(new StockReserved(subject));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(about(subject, "stock-reserved.probe-service.retry-1")).isEmpty();
        assertThat(deadLetters(subject)).isEmpty();
    }

    private RuntimeException breakConnection() {
        assertThatException().isThrownBy(() -> jdbc.execute("kill connection_id()"));
        return catchRuntimeException(() -> jdbc.execute("select 1"));
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
                        golden.replaceFirst("\"eventId\":\"[^\"]*\",", ""),
                        golden.replace("\"eventId\":\"", "\"eventId\":null,\"was\":\""),
                        golden.replace("\"timestamp\":\"2", "\"timestamp\":\"-2"),
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
    void another_body_under_a_known_id_is_the_event_that_was_handled() {
        var metadata = others.send(new StockReserved(subject));
        others.awaitHandled();

        others.send(metadata, new StockReserved(UUID.randomUUID()));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(deadLetters(subject)).isEmpty();
    }

    @Test
    void fields_of_a_newer_producer_are_passed_over() {
        var event = new StockReserved(subject);
        var value = new String(codec.encode(EventCodec.describe(event, clock), event), UTF_8);

        others.sendRaw(
                "stock-reserved",
                subject.toString(),
                value.replaceFirst("\\{", "{\"priority\":{\"level\":[1,null]},").getBytes(UTF_8));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
    }

    @Test
    void the_value_alone_is_enough() {
        var event = new StockReserved(subject);
        EventMetadata metadata = EventCodec.describe(event, clock);

        others.sendRaw("stock-reserved", null, codec.encode(metadata, event));
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
    }

    @Test
    void a_retried_record_is_the_same_record() {
        probe.fail(subject, 2, IllegalStateException::new);
        var event = new StockReserved(subject);
        var value = codec.encode(EventCodec.describe(event, clock), event);
        var headers = new RecordHeaders();
        headers.add("traceparent", "00-of-a-stranger".getBytes(UTF_8));
        headers.add("retry.attempts", "77".getBytes(UTF_8));

        others.sendRaw("stock-reserved", 2, subject.toString(), value, headers);
        others.awaitHandled();

        for (var tier = 1; tier <= 2; tier++) {
            var retried = about(subject, "stock-reserved.probe-service.retry-" + tier).getFirst();
            assertThat(retried.partition()).isEqualTo(2);
            assertThat(retried.value()).isEqualTo(value);
            assertThat(header(retried, "traceparent")).isEqualTo("00-of-a-stranger");
            assertThat(header(retried, "retry.attempts")).isEqualTo("" + tier);
        }
        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(handled.about(subject.toString()).getFirst().attempts()).isEqualTo(3);
    }

    /** All three lie on one partition, and the first one succeeds only after the others have. */
    @Test
    void a_record_that_waits_holds_up_neither_its_partition_nor_other_waits() {
        var behind = UUID.randomUUID();
        var onceFailed = UUID.randomUUID();
        probe.failWhile(
                subject,
                () -> probe.effects(behind).isEmpty() || probe.effects(onceFailed).isEmpty(),
                IllegalStateException::new);
        probe.fail(onceFailed, 1, IllegalStateException::new);

        for (var id : List.of(subject, behind, onceFailed)) {
            var event = new StockReserved(id);
            var value = codec.encode(EventCodec.describe(event, clock), event);
            others.sendRaw("stock-reserved", 0, id.toString(), value, new RecordHeaders());
        }
        others.awaitHandled();

        assertThat(probe.effects(subject)).containsExactly("reserved");
        assertThat(deadLetters(subject)).isEmpty();
    }

    @Test
    void no_retry_comes_before_its_delay() {
        var tries = new CopyOnWriteArrayList<Instant>();
        probe.failWhile(subject, () -> tries.add(Instant.now()), IllegalStateException::new);

        others.send(new StockReserved(subject));
        others.awaitHandled();

        var last = tries.reversed();
        assertThat(Duration.between(last.get(3), last.get(2)).toMillis())
                .isGreaterThanOrEqualTo(50);
        assertThat(Duration.between(last.get(2), last.get(1)).toMillis())
                .isGreaterThanOrEqualTo(100);
        assertThat(Duration.between(last.get(1), last.get(0)).toMillis())
                .isGreaterThanOrEqualTo(200);
    }

    @Test
    void a_configured_exception_is_not_retried() {
        probe.fail(subject, Integer.MAX_VALUE, ArithmeticException::new);

        others.send(new StockReserved(subject));
        others.awaitHandled();

        assertThat(deadLetters(subject))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(header(letter, "dlq.reason")).isEqualTo("fatal");
                            assertThat(header(letter, "dlq.attempts")).isEqualTo("1");
                        });
    }

    @Test
    void nobody_else_writes_our_headers_and_the_largest_record_still_finds_room_for_them() {
        var headers = new RecordHeaders();
        for (var name : List.of("dlq.reason", "dlq.original.topic", "retry.original.offset")) {
            headers.add(name, "spoofed".getBytes(UTF_8));
            headers.add(name, "spoofed again".getBytes(UTF_8));
        }
        headers.add("kafka_dlt-original-topic", "stock-deducted".getBytes(UTF_8));
        headers.add("__TypeId__", "java.lang.Runtime".getBytes(UTF_8));
        headers.add("large", new byte[200_000]);
        for (var i = 0; i < 10_000; i++) {
            headers.add("h" + i, null);
        }
        var value = "x".repeat(700_000).getBytes(UTF_8);

        others.sendRaw("stock-reserved", 1, subject.toString(), value, headers);
        others.awaitHandled();

        var letter = deadLetters(subject).getFirst();
        assertThat(letter.value()).isEqualTo(value);
        assertThat(header(letter, "dlq.reason")).isEqualTo("unparsable");
        assertThat(header(letter, "dlq.original.topic")).endsWith("stock-reserved");
        assertThat(header(letter, "kafka_dlt-original-topic")).isEqualTo("stock-deducted");
        assertThat(letter.headers().headers("retry.original.offset")).isEmpty();
        assertThat(letter.headers().headers("large")).isEmpty();
        assertThat(published.records("stock-deducted"))
                .noneMatch(record -> Arrays.equals(record.value(), value));
    }

    /** Invariant I7: what is committed is what was told of, for each partition. */
    @Test
    void every_record_is_accounted_for() throws Exception {
        for (var i = 0; i < 60; i++) {
            var id = UUID.randomUUID();
            var event = new StockReserved(id);
            var metadata = EventCodec.describe(event, clock);
            switch (i % 6) {
                case 1 -> probe.fail(id, 1 + i % 5, IllegalStateException::new);
                case 2 -> others.send(metadata, event);
                case 3 -> others.sendRaw("stock-reserved", id.toString(), new byte[] {1});
                case 4 -> probe.fail(id, 1, ProbeApplication.NothingToDo::new);
                case 5 ->
                        others.sendRaw(
                                "stock-restored", id.toString(), codec.encode(metadata, event));
                default -> {}
            }
            others.send(metadata, event);
        }
        others.awaitHandled();

        await().untilAsserted(
                        () ->
                                assertThat(settled())
                                        .isEqualTo(others.committed())
                                        .hasSizeGreaterThan(5));
    }

    private Map<TopicPartition, Long> settled() {
        return meters.find("kafka.consumer.settled").counters().stream()
                .collect(
                        Collectors.groupingBy(
                                counter ->
                                        new TopicPartition(
                                                counter.getId().getTag("topic"),
                                                Integer.parseInt(
                                                        counter.getId().getTag("partition"))),
                                Collectors.summingLong(counter -> (long) counter.count())));
    }

    private List<ConsumerRecord<byte[], byte[]>> deadLetters(UUID subject) {
        return about(subject, "stock-reserved.probe-service.dlq");
    }

    List<ConsumerRecord<byte[], byte[]>> about(UUID subject, String topic) {
        return published.records(topic).stream()
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

    static String header(ConsumerRecord<?, ?> letter, String name) {
        assertThat(letter.headers().headers(name)).as(name).hasSize(1);
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
