package dev.orderflow.cli.verify;

import static dev.orderflow.cli.verify.Invariant.I1;
import static dev.orderflow.cli.verify.Invariant.I10;
import static dev.orderflow.cli.verify.Invariant.I11;
import static dev.orderflow.cli.verify.Invariant.I2;
import static dev.orderflow.cli.verify.Invariant.I3;
import static dev.orderflow.cli.verify.Invariant.I4;
import static dev.orderflow.cli.verify.Invariant.I5;
import static dev.orderflow.cli.verify.Invariant.I6;
import static dev.orderflow.cli.verify.Invariant.I7;
import static dev.orderflow.cli.verify.Invariant.I8;
import static dev.orderflow.cli.verify.Invariant.I9;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Each invariant is broken by hand, and found. What is put on a topic stays there, so that is last.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class VerificationTest {

    private static final Set<Invariant> PLANTED = EnumSet.noneOf(Invariant.class);

    private static OwnSystem system;
    private static CompletedOrder order;

    /** A breach in the databases, and how it is mended. */
    private record Plant(
            Invariant invariant, String where, List<String> breach, List<String> cure) {}

    @BeforeAll
    static void start() throws Exception {
        system = new OwnSystem();
        order = CompletedOrder.in(system);
        system.allHandled();
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    @Order(1)
    void what_services_are_known_to_read_is_what_there_are_dead_letter_topics_for()
            throws Exception {
        assertThat(Subscription.ALL.stream().map(Subscription::deadLetters))
                .containsExactlyInAnyOrderElementsOf(
                        OwnSystem.topics().stream().filter(it -> it.endsWith(".dlq")).toList());
    }

    @Test
    @Order(2)
    void what_is_broken_in_the_databases_is_found_with_its_row_and_gone_when_mended()
            throws Exception {
        assertThat(system.verify().breaches()).isEmpty();
        var all = new SoftAssertions();
        for (var plant : plants()) {
            system.execute(plant.breach().toArray(String[]::new));
            var found = system.verify();
            all.assertThat(found.of(plant.invariant()))
                    .as("%s after %s", plant.invariant(), plant.breach())
                    .anySatisfy(it -> assertThat(it.where()).contains(plant.where()));
            all.assertThat(found.count(plant.invariant())).isPositive();
            system.execute(plant.cure().toArray(String[]::new));
            PLANTED.add(plant.invariant());
        }
        all.assertThat(system.verify().breaches()).as("after all is mended").isEmpty();
        all.assertAll();
    }

    private static List<Plant> plants() {
        var id = CompletedOrder.hex(order.id);
        var isOrder = "order_id=" + order.id;
        return List.of(
                update(
                        I1,
                        "order_service.idempotent_request",
                        "location",
                        "'/api/orders/%s'".formatted(new UUID(0, 1)),
                        "'/api/orders/%s'".formatted(order.id),
                        "/api/orders/" + new UUID(0, 1)),
                aside(I1, "notification_service.notification", "kind = 'CREATED'", isOrder),
                update(
                        I2,
                        "inventory_service.stock_receipt",
                        "quantity",
                        "11",
                        "10",
                        "product_id=1"),
                new Plant(
                        I2,
                        "product_id=1",
                        List.of(
                                "update inventory_service.stock set sold = sold - 1, available = available + 1"),
                        List.of(
                                "update inventory_service.stock set sold = sold + 1, available = available - 1")),
                aside(I3, "payment_service.payment", "true", isOrder),
                new Plant(
                        I3,
                        isOrder,
                        List.of(
                                "update payment_service.ledger_entry set amount = amount * 2 where kind = 'CHARGE'"),
                        List.of(
                                "update payment_service.ledger_entry set amount = amount / 2 where kind = 'CHARGE'")),
                update(
                        I3,
                        "payment_service.points_account",
                        "balance",
                        "8",
                        "7.5",
                        "customer:ada:EUR"),
                new Plant(
                        I4,
                        "aggregateid=" + order.id,
                        List.of(
                                """
                                insert into notification_service.outbox_event (id, aggregatetype, aggregateid, type,
                                  occurred_at, correlation_id, payload)
                                values (uuid(), 'x', '%s', 'x', utc_timestamp(6) - interval 1 minute, uuid(), '{}')"""
                                        .formatted(order.id)),
                        List.of("delete from notification_service.outbox_event")),
                update(
                        I5,
                        "notification_service.daily_count",
                        "orders",
                        "orders + 1",
                        "orders - 1",
                        "kind=PAID"),
                aside(
                        I5,
                        "notification_service.processed_event",
                        "event_type = 'payment-completed'",
                        isOrder),
                update(I6, "order_service.orders", "status", "'CONFIRMED'", "'COMPLETED'", isOrder),
                update(
                        I6,
                        "inventory_service.reservation",
                        "status",
                        "'RESERVED'",
                        "'DEDUCTED'",
                        isOrder),
                aside(
                        I7,
                        "inventory_service.processed_event",
                        "event_type = 'order-created'",
                        "inventory-service of order-created, order-created-0@0"),
                new Plant(
                        I9,
                        "location=/api/orders/" + order.id,
                        List.of(
                                """
                                insert into order_service.idempotent_request values
                                  (repeat('c', 32), repeat('d', 32), 201, '/api/orders/%s', '{}', utc_timestamp(6))"""
                                        .formatted(order.id)),
                        List.of(
                                "delete from order_service.idempotent_request where id = repeat('c', 32)")),
                new Plant(
                        I11,
                        isOrder,
                        List.of(
                                "update order_service.orders set status = 'CANCELLING', cancel_reasons = 'CUSTOMER' where id = "
                                        + id),
                        List.of(
                                "update order_service.orders set status = 'COMPLETED', cancel_reasons = '' where id = "
                                        + id)),
                new Plant(
                        I11,
                        isOrder,
                        List.of(
                                "update order_service.orders set status = 'CANCELLED', cancel_reasons = 'CUSTOMER', stock = 'RESTORED', payment = 'REFUNDED' where id = "
                                        + id),
                        List.of(
                                "update order_service.orders set status = 'COMPLETED', cancel_reasons = '', stock = 'DEDUCTED', payment = 'COMPLETED' where id = "
                                        + id)));
    }

    private static Plant update(
            Invariant invariant,
            String table,
            String column,
            String wrong,
            String right,
            String where) {
        var set = "update %s set %s = %s";
        return new Plant(
                invariant,
                where,
                List.of(set.formatted(table, column, wrong)),
                List.of(set.formatted(table, column, right)));
    }

    /** Rows are missing. */
    private static Plant aside(Invariant invariant, String table, String which, String where) {
        var kept = table.replaceAll(".*\\.", "order_service.aside_");
        return new Plant(
                invariant,
                where,
                List.of(
                        "create table %s as select * from %s where %s"
                                .formatted(kept, table, which),
                        "delete from %s where %s".formatted(table, which)),
                List.of(
                        "insert into %s select * from %s".formatted(table, kept),
                        "drop table " + kept));
    }

    @Test
    @Order(3)
    void a_consumer_that_stands_still_is_found() throws Exception {
        var partition = new TopicPartition("stock-reserved", 0);

        system.commit("order-service-group", partition, 0);

        assertFound(I10, "order-service of stock-reserved, stock-reserved-0@0");
        system.commit("order-service-group", partition, 1);
        assertThat(system.verify().breaches()).isEmpty();
    }

    @Test
    @Order(4)
    void a_faithful_letter_that_is_up_for_review_is_no_breach() throws Exception {
        var source = poison("order-created");
        letter(source, Map.of(), "no event");
        system.execute(review(source));
        system.allHandled();
        // For notification-service it is a dead letter, too.
        assertFound(
                I7, "notification-service of order-created, order-created-0@" + source.offset());
        system.execute(review(source).replace("inventory_service", "notification_service"));

        assertThat(system.verify().breaches()).isEmpty();
    }

    @Test
    @Order(5)
    void letters_that_are_not_faithful_or_that_nobody_sees_are_found() throws Exception {
        var changed = poison("payment-completed");
        var spoofed = poison("payment-completed");
        letter(changed, Map.of(), "another text");
        letter(spoofed, Map.of("dlq.service", "somebody-else"), "no event");
        letter(poison("order-cancelled"), Map.of(), "no event");

        var found = system.verify().of(I8);

        assertThat(found)
                .filteredOn(it -> it.what().contains("is not the record that failed"))
                .extracting(Breach::where)
                .containsExactly(
                        "inventory-service of payment-completed, payment-completed-0@"
                                + changed.offset());
        assertThat(found)
                .filteredOn(it -> it.what().contains("headers"))
                .extracting(Breach::where)
                .singleElement()
                .asString()
                .contains("payment-completed.inventory-service.dlq-0@1");
        assertThat(found)
                .filteredOn(it -> it.what().contains("not up for review"))
                .extracting(Breach::where)
                .contains("inventory-service of order-cancelled, order-cancelled-0@0");
        PLANTED.add(I8);
    }

    @Test
    @Order(6)
    void ghosts_and_what_was_told_twice_are_found() throws Exception {
        var ghost = UUID.randomUUID();
        system.send("order-completed", ghost, UUID.randomUUID(), Instant.now());
        system.send("stock-deducted", order.id, UUID.randomUUID(), Instant.now());

        assertFound(I4, "order_id=" + ghost);
        assertFound(I5, "order_id=%s, event_ids=".formatted(order.id));
    }

    @Test
    @Order(7)
    void every_invariant_was_planted_here_and_has_its_gauge() throws Exception {
        assertThat(PLANTED).containsExactlyInAnyOrder(Invariant.values());
        var report = system.verify();
        try (var gauges = InvariantGauges.serve(0);
                var http = HttpClient.newHttpClient()) {
            gauges.show(report, Instant.ofEpochSecond(17));

            var page =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    URI.create(
                                                            "http://127.0.0.1:%d/metrics"
                                                                    .formatted(gauges.port())))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body()
                            .lines()
                            .toList();
            for (var invariant : Invariant.values()) {
                assertThat(page)
                        .contains(
                                "invariant_breaches{application=\"verify\",invariant=\"%s\"} %d"
                                        .formatted(invariant, report.count(invariant)));
            }
            assertThat(page)
                    .contains("invariant_last_look_seconds{application=\"verify\"} 17")
                    .allMatch(line -> line.startsWith("#") || line.matches("\\w+\\{.+} \\d+"));
        }
    }

    private static void assertFound(Invariant invariant, String where) throws Exception {
        assertThat(system.verify().of(invariant))
                .anySatisfy(it -> assertThat(it.where()).contains(where));
        PLANTED.add(invariant);
    }

    private record Source(String topic, long offset, long time) {}

    /** An hour old. */
    private static Source poison(String topic) throws Exception {
        var time = Instant.now().minusSeconds(3600).toEpochMilli();
        var sent =
                system.send(new ProducerRecord<>(topic, 0, time, null, "no event".getBytes(UTF_8)));
        return new Source(topic, sent.offset(), time);
    }

    /** As inventory-service writes it, but for the headers that are given. */
    private static void letter(Source source, Map<String, String> wrong, String value)
            throws Exception {
        var headers = new LinkedHashMap<String, String>();
        headers.put("dlq.service", "inventory-service");
        headers.put("dlq.original.topic", source.topic());
        headers.put("dlq.original.partition", "0");
        headers.put("dlq.original.offset", Long.toString(source.offset()));
        headers.put("dlq.original.timestamp", Instant.ofEpochMilli(source.time()).toString());
        for (var name :
                List.of(
                        "error.timestamp",
                        "error.class",
                        "error.message",
                        "error.stacktrace",
                        "attempts",
                        "reason")) {
            headers.put("dlq." + name, "some " + name);
        }
        headers.putAll(wrong);
        var record =
                new ProducerRecord<byte[], byte[]>(
                        source.topic() + ".inventory-service.dlq",
                        0,
                        source.time(),
                        null,
                        value.getBytes(UTF_8));
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        system.send(record);
    }

    private static String review(Source source) {
        var columns =
                new ArrayList<>(
                        List.of(
                                "error_class",
                                "error_message",
                                "stack_trace",
                                "reason",
                                "cause",
                                "cause_message",
                                "headers"));
        return """
        insert into inventory_service.dead_letter (topic, origin_topic, origin_partition, origin_offset, origin_timestamp,
          letter_partition, letter_offset, content_hash, first_hash, attempts, failed_at, state, replays, failed_replay,
          changed_at, %s)
        values ('%s', '%s', 0, %d, 0, 0, 0, repeat('x', 32), repeat('x', 32), 1, utc_timestamp(6), 'open', 0, 0, utc_timestamp(6), %s)"""
                .formatted(
                        String.join(", ", columns),
                        source.topic(),
                        source.topic(),
                        source.offset(),
                        columns.stream().map(_ -> "'x'").collect(Collectors.joining(", ")));
    }
}
