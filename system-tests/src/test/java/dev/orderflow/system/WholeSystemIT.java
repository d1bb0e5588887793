package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.Orderflow;
import dev.orderflow.cli.demo.Demo;
import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.dlq.DeadLetterClient;
import dev.orderflow.cli.dlq.DeadLetterDesk;
import dev.orderflow.cli.dlq.Filter;
import dev.orderflow.cli.dlq.Operator;
import dev.orderflow.cli.dlq.Replay;
import dev.orderflow.cli.dlq.ReplayProgress;
import dev.orderflow.cli.dlq.ReplayRequest;
import dev.orderflow.cli.dlq.ReplayRequest.Selection;
import dev.orderflow.cli.dlq.ReplayWatch;
import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.stack.StackSettings;
import dev.orderflow.cli.verify.Invariant;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/** One system for all tests, started once; the last of them leaves something broken. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WholeSystemIT {

    /** In the order in which they die; order-service last, as no orders are taken without it. */
    static final List<String> VICTIMS =
            List.of(
                    "inventory-service",
                    "payment-service",
                    "notification-service",
                    "order-service");

    static final int ORDERS = 200;
    static final int ORDERS_BEFORE_A_KILL = 25;
    static final int LETTERS = 60;

    /** Longer than an event waits in an outbox when nothing is wrong. */
    static final Duration GRACE = Duration.ofSeconds(5);

    @TempDir static Path home;
    static StackSettings settings;
    static TestStack system;

    @BeforeAll
    static void start() {
        settings = TestStack.settings(home);
        system = TestStack.start(settings);
    }

    @AfterAll
    static void stop() {
        system.close();
    }

    @Test
    @Order(1)
    void an_order_ends_in_every_way_an_order_can_end() throws SQLException {
        assertThat(new Demo(system.shop(), new PrintWriter(System.out, true, UTF_8)).run())
                .isTrue();

        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    @Test
    @Order(2)
    @EnabledOnOs(OS.LINUX) // which shows what a process has mapped into its memory
    void all_services_take_their_classes_from_one_cache() throws Exception {
        for (var service : VICTIMS) {
            assertThat(Files.readString(Path.of("/proc", system.pid(service), "maps")))
                    .as(service)
                    .contains(".aot");
        }
    }

    @Test
    @Order(2)
    void what_dashboards_and_alerts_ask_for_is_there() throws Exception {
        var monitoring = Monitoring.ofProject();
        var scrape =
                Scrape.of(
                        Stream.of(Service.values())
                                .map(it -> it.address(settings.ports()))
                                .toList());

        var all = new SoftAssertions();
        for (var question : monitoring.questions()) {
            all.assertThat(scrape.missing(PromQl.of(question.expression()), monitoring.recorded()))
                    .as("%s: %s", question.where(), question.expression())
                    .isEmpty();
        }
        all.assertAll();
    }

    @Test
    @Order(3)
    void a_small_bench_completes_every_order_and_says_what_it_measured() throws Exception {
        var out = new StringWriter();
        var json = home.resolve("bench.json");
        var exitCode =
                Orderflow.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(out, true))
                        .execute(
                                "bench",
                                "--home=" + home,
                                "--seed-orders=300",
                                "--orders=200",
                                "--warm-up=30",
                                "--products=20",
                                "--users=5",
                                "--connections=4",
                                "--open=32",
                                "--json=" + json);

        assertThat(exitCode).as(out.toString()).isZero();
        assertThat(
                        number(
                                "select count(*) from order_service.orders where user_id like 'bench-%' and status = 'COMPLETED'"))
                .isEqualTo(300 + 30 + 200);
        var figures = JsonMapper.shared().readTree(Files.readString(json));
        assertThat(figures.at("/load/orders").asInt()).isEqualTo(200);
        assertThat(figures.get("notCompleted").asInt()).isZero();
        assertThat(figures.get("invariantsHold").asBoolean()).isTrue();
        assertThat(
                        List.of(
                                "/acceptedPerSecond",
                                "/completedPerSecond",
                                "/eventsPerSecond",
                                "/databaseCommitsPerOrder",
                                "/databaseFlushesPerOrder",
                                "/postMs/p50",
                                "/postToCompletedMs/p50",
                                "/cpuMsPerOrder/total",
                                "/cpuMsPerOrder/byProcess/order-service",
                                "/residentMb/byProcess/mariadb"))
                .allSatisfy(it -> assertThat(figures.at(it).asDouble()).as(it).isPositive());
        assertThat(figures.at("/postToCompletedMs/max").asDouble())
                .isGreaterThanOrEqualTo(figures.at("/postToCompletedMs/p50").asDouble());
    }

    @Test
    @Order(5)
    void bad_records_end_in_one_place_each_and_harm_no_order() throws Exception {
        var shop = system.shop();
        var customer = "poison-" + UUID.randomUUID();
        var product = productInStock(shop, 1000);
        shop.topUp(customer, "10000.00", "EUR");
        var first = awaitOrderable(shop, customer, product);
        var created = shop.timeline(customer, first).get("steps").get(0).get("eventId").asString();
        var placed = new ArrayList<UUID>();
        var sent = new LinkedHashMap<BadRecords.Bad, RecordMetadata>();

        try (var strangers = producer()) {
            for (var bad : BadRecords.all(first, UUID.fromString(created))) {
                for (var number = 0; number < 5; number++) {
                    placed.add(
                            placeUntilAnswered(
                                    shop, customer, product, Map.of(), "key-" + UUID.randomUUID()));
                }
                sent.put(bad, strangers.send(bad.record()).get());
            }
        }

        placed.forEach(order -> awaitStatus(shop, customer, order, "COMPLETED"));
        try (var topics = new SideTopics(system.bootstrapServers())) {
            for (var consumer : BadRecords.CONSUMERS) {
                topics.awaitCommitted(consumer + "-group", sent.values());
                sent.forEach((bad, place) -> assertInOnePlace(topics, consumer, bad, place));
                for (var tier = 1; tier <= 3; tier++) {
                    assertThat(topics.records(BadRecords.TOPIC + "." + consumer + ".retry-" + tier))
                            .isEmpty();
                }
            }
        }
        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    private static void assertInOnePlace(
            SideTopics topics, String consumer, BadRecords.Bad bad, RecordMetadata place) {
        var letters =
                topics.records(BadRecords.TOPIC + "." + consumer + ".dlq").stream()
                        .filter(letter -> SideTopics.cameFrom(letter, place))
                        .toList();
        assertThat(letters).as(bad.what()).hasSize(bad.isDeadLetter() ? 1 : 0);
        assertThat(letters)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(bad.record().value());
                            assertThat(letter.key()).isEqualTo(bad.record().key());
                        });
    }

    @Test
    @Order(6)
    void a_kill_of_each_service_loses_nothing_and_doubles_nothing() throws SQLException {
        var shop = system.shop();
        var customer = "kill-" + UUID.randomUUID();
        var product = productInStock(shop, 1000);
        shop.topUp(customer, "100000.00", "EUR");
        awaitOrderable(shop, customer, product);
        var placed = new ConcurrentLinkedQueue<UUID>();
        var victims = new AtomicInteger();

        try (var clients = Executors.newFixedThreadPool(8)) {
            var calls = new ArrayList<CompletableFuture<Void>>();
            for (var number = 0; number < ORDERS; number++) {
                var payment =
                        number % 4 == 3
                                ? Map.of("paymentMethod", "CARD", "cardToken", "tok_approve")
                                : Map.<String, String>of();
                var key = "order-" + UUID.randomUUID();
                calls.add(
                        CompletableFuture.runAsync(
                                () -> {
                                    placed.add(
                                            placeUntilAnswered(
                                                    shop, customer, product, payment, key));
                                    if (placed.size()
                                            >= ORDERS_BEFORE_A_KILL * (victims.get() + 1)) {
                                        var next = victims.getAndIncrement();
                                        if (next < VICTIMS.size()) {
                                            system.kill(VICTIMS.get(next));
                                        }
                                    }
                                },
                                clients));
            }
            calls.forEach(CompletableFuture::join);
        }
        VICTIMS.forEach(
                service ->
                        Awaitility.await(service + " to be started again")
                                .atMost(Duration.ofMinutes(2))
                                .until(() -> system.restarts(service) >= 1));

        assertThat(placed).doesNotHaveDuplicates().hasSize(ORDERS);
        placed.forEach(order -> awaitStatus(shop, customer, order, "COMPLETED"));
        awaitTold(customer, ORDERS + 1);
        assertThat(system.verify(GRACE).breaches()).isEmpty();
        assertThat(shop.product(product).expect(200).get("available").asInt())
                .isEqualTo(1000 - ORDERS - 1);
    }

    @Test
    @Order(4)
    void a_second_start_keeps_every_order() {
        var shop = system.shop();
        var customer = "restart-" + UUID.randomUUID();
        var product = productInStock(shop, 10);
        shop.topUp(customer, "1000.00", "EUR");
        var order = awaitOrderable(shop, customer, product);
        awaitStatus(shop, customer, order, "COMPLETED");

        system.close();
        system = TestStack.start(TestStack.withPatience(settings));

        assertThat(system.shop().order(customer, order).get("status").asString())
                .isEqualTo("COMPLETED");
        awaitStatus(
                system.shop(),
                customer,
                awaitOrderable(system.shop(), customer, product),
                "COMPLETED");
    }

    @Test
    @Order(7)
    void a_kill_amid_a_replay_loses_no_letter_and_gives_none_two_effects() throws Exception {
        PlantedLetters letters;
        try (var producer = producer()) {
            letters = PlantedLetters.plant(LETTERS, producer);
        }
        var ada = desk("ada");
        var group = awaitGroup(ada, LETTERS);
        var newestFirst = ada.list(new Filter(null, null, group, null, LETTERS));
        var restarts = system.restarts("notification-service");
        var oldest = newestFirst.getLast().reference().id();
        Replay replay;

        try (var root = system.root("notification_service");
                var _ = HeldMarks.after(oldest, root)) {
            replay = ada.replay(slowly(new Selection.Group(group)));
            awaitHandledButNotNoted(replay, oldest);
            // Another person's act, about a letter that is still to be sent.
            var last = new Selection.One(newestFirst.getFirst().reference().id());
            assertThat(desk("ben").replay(slowly(last)).id()).isEqualTo(replay.id());
            system.kill("notification-service");
        }
        Awaitility.await("notification-service to be started again")
                .atMost(Duration.ofMinutes(2))
                .until(() -> system.restarts("notification-service") > restarts);
        letTimePass(replay);

        var progress =
                Awaitility.await("the replay to be over")
                        .atMost(Duration.ofMinutes(2))
                        .ignoreExceptions() // it is still starting
                        .until(
                                () ->
                                        new ReplayWatch(Duration.ofMinutes(1))
                                                .follow(ada, replay.id()),
                                ReplayProgress::isOver);
        assertThat(progress.isClean()).as(progress.toString()).isTrue();
        assertThat(progress.json().get("applied").asInt()).isEqualTo(LETTERS);
        assertThat(ada.list(new Filter(null, null, group, null, LETTERS + 1)))
                .hasSize(LETTERS)
                .allMatch(letter -> letter.state().equals("replayed"));
        assertSentAgain(letters);
        assertThat(count("id", letters.customer())).isEqualTo(LETTERS);
        assertThat(
                        number(
                                "select sum(orders) from notification_service.daily_count where currency = '%s'"
                                        .formatted(PlantedLetters.CURRENCY)))
                .isEqualTo(LETTERS);
        assertThat(
                        number(
                                "select count(*) from notification_service.dead_letter_act where replay_id = %s"
                                        .formatted(unhex(replay))))
                .as("acts: that of ada and that of ben")
                .isEqualTo(2);
        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    private static DeadLetterClient desk(String person) {
        return new DeadLetterDesk(
                        Service.addresses(settings.ports()),
                        new Operator(person),
                        Credentials.BELIEVED)
                .of(Service.NOTIFICATION);
    }

    /** One a second, so that most of them are still to be sent when the first two are. */
    private static ReplayRequest slowly(Selection selection) {
        return new ReplayRequest(selection, false, 1, false);
    }

    private static String awaitGroup(DeadLetterClient desk, int size) {
        return Awaitility.await("the planted letters")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                desk.groups("open").stream()
                                        .filter(it -> it.cause().contains("PrinterOnFire"))
                                        .filter(it -> it.count() == size)
                                        .findFirst(),
                        Optional::isPresent)
                .orElseThrow()
                .reference()
                .id();
    }

    /** It was sent, and its sender waits to note that; the oldest's does not have to. */
    private static void awaitHandledButNotNoted(Replay replay, String oldest) {
        Awaitility.await("a letter that is handled and not noted as sent")
                .atMost(Duration.ofMinutes(1))
                .until(
                        () ->
                                number(
                                                """
                                                select count(*) from notification_service.dead_letter_sending s
                                                join notification_service.dead_letter l on l.id = s.letter_id
                                                join notification_service.processed_event p on p.event_id = l.event_id
                                                where s.state = 'waiting' and s.replay_id = %s and s.letter_id > %s"""
                                                        .formatted(unhex(replay), oldest))
                                        > 0);
    }

    /** Until the claim of the dead has ended, and the slow replay would be through. */
    private static void letTimePass(Replay replay) throws SQLException {
        execute(
                "update notification_service.dead_letter_sending set send_at = utc_timestamp(6) where state = 'waiting' and replay_id = "
                        + unhex(replay));
    }

    /** What had been sent when its sender died was sent again, or this test has proved nothing. */
    private static void assertSentAgain(PlantedLetters letters) {
        try (var topics = new SideTopics(system.bootstrapServers())) {
            var sent =
                    topics.records(PlantedLetters.RETRIES).stream()
                            .map(record -> UUID.fromString(new String(record.key(), UTF_8)))
                            .filter(letters.orders()::contains)
                            .toList();
            assertThat(sent).hasSizeGreaterThan(LETTERS);
            assertThat(Set.copyOf(sent)).hasSize(LETTERS);
        }
    }

    private static String unhex(Replay replay) {
        return "unhex('%s')".formatted(replay.id().replace("-", ""));
    }

    @Test
    @Order(8)
    void what_fails_on_purpose_ends_where_it_should_and_is_got_through() {
        var out = new StringWriter();
        var exitCode =
                Orderflow.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .execute("demo", "--break", "--home=" + home);

        assertThat(exitCode).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "order-created.inventory-service.dlq",
                        "order-created.notification-service.dlq",
                        "counted in kafka.messages.skip",
                        "handled at attempt 3",
                        "attempt 4 failed; dead letter order-service/",
                        "1 sent, 0 applied, 1 failed again.",
                        "1 sent, 1 applied, 0 failed again.",
                        "An order of it costs 39.99 EUR now, and is completed.")
                .doesNotContain("WRONG", "BROKEN");
    }

    @Test
    @Order(9)
    void verify_finds_and_names_what_is_broken_by_hand() throws SQLException {
        var shop = system.shop();
        var customer = "broken-" + UUID.randomUUID();
        var product = productInStock(shop, 10);
        shop.topUp(customer, "1000.00", "EUR");
        var order = awaitOrderable(shop, customer, product);
        awaitStatus(shop, customer, order, "COMPLETED");
        awaitTold(customer, 1);
        assertThat(system.verify(GRACE).breaches()).isEmpty();
        var id = "unhex('%s')".formatted(order.toString().replace("-", ""));

        assertFound(
                Invariant.I2,
                "product_id=" + product,
                "update inventory_service.stock set available = available + 1, received = received + 1 where product_id = "
                        + product,
                "update inventory_service.stock set available = available - 1, received = received - 1 where product_id = "
                        + product);
        assertFound(
                Invariant.I2,
                "product_id=" + product,
                "update inventory_service.stock set sold = sold - 1, available = available + 1 where product_id = "
                        + product,
                "update inventory_service.stock set sold = sold + 1, available = available - 1 where product_id = "
                        + product);
        assertFound(
                Invariant.I3,
                "order_id=" + order,
                "create table payment_service.aside as select * from payment_service.payment where order_id = "
                        + id
                        + "; delete from payment_service.payment where order_id = "
                        + id,
                "insert into payment_service.payment select * from payment_service.aside; drop table payment_service.aside");
        assertFound(
                Invariant.I3,
                "order_id=" + order,
                "update payment_service.ledger_entry set amount = amount * 2 where order_id = "
                        + id,
                "update payment_service.ledger_entry set amount = amount / 2 where order_id = "
                        + id);
        assertFound(
                Invariant.I1,
                "order_id=" + order,
                "update order_service.orders set status = 'CONFIRMED', stock = 'RESERVED', payment = 'REQUESTED', completed_at = null, deadline = deadline + interval 1 day where id = "
                        + id,
                "update order_service.orders set status = 'COMPLETED', stock = 'DEDUCTED', payment = 'COMPLETED', completed_at = utc_timestamp(6), deadline = deadline - interval 1 day where id = "
                        + id);
        assertFound(
                Invariant.I11,
                "order_id=" + order,
                "update order_service.orders set status = 'CANCELLING', cancel_reasons = 'CUSTOMER', deadline = deadline - interval 1 day where id = "
                        + id,
                "update order_service.orders set status = 'COMPLETED', cancel_reasons = '', deadline = deadline + interval 1 day where id = "
                        + id);
        assertFound(
                Invariant.I11,
                "order_id=" + order,
                "update order_service.orders set status = 'CANCELLED', cancel_reasons = 'CUSTOMER', stock = 'RESTORED', payment = 'REFUNDED' where id = "
                        + id,
                "update order_service.orders set status = 'COMPLETED', cancel_reasons = '', stock = 'DEDUCTED', payment = 'COMPLETED' where id = "
                        + id);
        assertFound(
                Invariant.I1,
                "/api/orders/" + new UUID(0, 1),
                "insert into order_service.idempotent_request values (repeat('x', 32), repeat('y', 32), 201, '/api/orders/%s', '{}', utc_timestamp(6))"
                        .formatted(new UUID(0, 1)),
                "delete from order_service.idempotent_request where id = repeat('x', 32)");
        assertThat(system.verify(GRACE).breaches()).isEmpty();
        assertGhostFound();
    }

    /** Last, as what is on a topic cannot be taken back. */
    private static void assertGhostFound() throws SQLException {
        var ghost = UUID.randomUUID();
        var event =
                """
                {"eventId":"%s","eventType":"order-completed","version":1,"aggregateId":"%s","timestamp":"2026-11-21T10:00:00Z",\
                "correlationId":"%s","orderId":"%s","userId":"1","total":"1.00","currency":"EUR"}"""
                        .formatted(UUID.randomUUID(), ghost, ghost, ghost);
        try (var producer = producer()) {
            producer.send(
                    new ProducerRecord<>(
                            "order-completed",
                            ghost.toString().getBytes(UTF_8),
                            event.getBytes(UTF_8)));
        }
        assertThat(system.verify(GRACE).of(Invariant.I4))
                .anySatisfy(breach -> assertThat(breach.where()).contains(ghost.toString()));
    }

    private static KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", system.bootstrapServers()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private static void assertFound(
            Invariant invariant, String where, String breakIt, String mendIt) throws SQLException {
        execute(breakIt);
        try {
            Awaitility.await("%s to be found broken after %s".formatted(invariant, breakIt))
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    system.verify(GRACE).of(invariant).stream()
                                            .anyMatch(breach -> breach.where().contains(where)));
        } finally {
            execute(mendIt);
        }
    }

    private static void execute(String statements) throws SQLException {
        try (var root = system.root("order_service");
                var statement = root.createStatement()) {
            for (var sql : statements.split("; ")) {
                statement.execute(sql);
            }
        }
    }

    private static long productInStock(ShopClient shop, int quantity) {
        var product = shop.createProduct("Cup " + UUID.randomUUID(), "2.50", "EUR");
        shop.receiveStock(product, quantity);
        return product;
    }

    /**
     * Order-service sells a product as soon as it has heard of it; returns the order that proves
     * it.
     */
    private static UUID awaitOrderable(ShopClient shop, String customer, long product) {
        var answer =
                Awaitility.await("product to be known")
                        .atMost(Duration.ofSeconds(60))
                        .until(
                                () -> shop.place(customer, product, 1, Map.of()),
                                it -> it.status() == 201);
        return UUID.fromString(answer.body().get("orderId").asString());
    }

    private static UUID placeUntilAnswered(
            ShopClient shop,
            String customer,
            long product,
            Map<String, String> payment,
            String key) {
        return Awaitility.await("an answer to " + key)
                .atMost(Duration.ofMinutes(2))
                .ignoreExceptions()
                .until(
                        () -> shop.place(customer, product, 1, payment, key),
                        it -> it.status() == 201)
                .body()
                .get("orderId")
                .asString()
                .transform(UUID::fromString);
    }

    private static void awaitStatus(ShopClient shop, String customer, UUID order, String status) {
        Awaitility.await("order %s to be %s".formatted(order, status))
                .atMost(Duration.ofMinutes(2))
                .until(() -> shop.order(customer, order).get("status").asString(), status::equals);
    }

    /** Each order was told of as created, paid and completed, and each of that once. */
    private static void awaitTold(String customer, int orders) throws SQLException {
        Awaitility.await("notifications of " + customer)
                .atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(count("id", customer)).isEqualTo(3L * orders));
        assertThat(count("order_id, kind", customer)).isEqualTo(3L * orders);
    }

    private static long count(String distinct, String customer) throws SQLException {
        return number(
                "select count(distinct %s) from notification_service.notification where user_id = '%s'"
                        .formatted(distinct, customer));
    }

    private static long number(String query) throws SQLException {
        try (var root = system.root("order_service");
                var statement = root.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
