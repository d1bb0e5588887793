package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.cli.Orderflow;
import dev.orderflow.cli.demo.Demo;
import dev.orderflow.cli.dlq.DeadLetterClient;
import dev.orderflow.cli.dlq.DeadLetterDesk;
import dev.orderflow.cli.dlq.Filter;
import dev.orderflow.cli.dlq.Operator;
import dev.orderflow.cli.dlq.ReplayRequest.Selection;
import dev.orderflow.cli.dlq.Service;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.stack.RunningStack;
import dev.orderflow.cli.stack.ServiceSpec;
import dev.orderflow.cli.stack.StackSettings;
import dev.orderflow.cli.verify.Invariant;
import dev.orderflow.system.PlantedLetters.Cause;
import java.io.IOException;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.assertj.core.api.Assumptions;
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
    static final int LETTERS_BY_HAND = 5;

    /** Longer than an event waits in an outbox when nothing is wrong. */
    static final Duration GRACE = Duration.ofSeconds(5);

    /** What runs if it becomes an element. */
    static final String POISONOUS_NAME =
            "<img src=x onerror=\"window.poisoned=1\"><script>window.poisoned=2</script>";

    @TempDir static Path home;
    static StackSettings settings;
    static Neighbour neighbour;
    static TestStack system;
    static CompletableFuture<Boolean> demo;

    @BeforeAll
    static void start() throws IOException {
        neighbour = new Neighbour();
        settings =
                TestStack.settings(home)
                        .withEnvironment(
                                ServiceSpec.CONSOLE,
                                Map.of("MESSAGE_SERVICE_URL", neighbour.address()));
        system = TestStack.start(settings);
        startDemo();
    }

    /**
     * Most of its time it waits for a deadline to pass, while the bench runs. It goes first, as its
     * products are the first two.
     */
    private static void startDemo() {
        var out = new PrintWriter(System.out, true, UTF_8);
        demo = CompletableFuture.supplyAsync(() -> new Demo(system.shop(), out).run());
        Awaitility.await("the products of the demo")
                .atMost(Duration.ofMinutes(1))
                .until(() -> system.shop().product(2).status() == 200);
    }

    @AfterAll
    static void stop() {
        system.close();
        neighbour.close();
    }

    @Test
    @Order(1)
    void a_small_bench_completes_every_order_and_says_what_it_measured() throws Exception {
        var bench = SmallBench.run(home);

        assertThat(bench.exitCode()).as(bench.output()).isZero();
        assertThat(
                        system.number(
                                "select count(*) from order_service.orders where user_id like"
                                        + " 'bench-%' and status = 'COMPLETED'"))
                .isEqualTo(SmallBench.SEEDED + SmallBench.WARM_UP + SmallBench.MEASURED);
        var figures = bench.figures();
        assertThat(figures.at("/load/orders").asInt()).isEqualTo(SmallBench.MEASURED);
        assertThat(figures.get("notCompleted").asInt()).isZero();
        assertThat(figures.get("invariantsHold").asBoolean()).isTrue();
        assertThat(SmallBench.FIGURES)
                .allSatisfy(it -> assertThat(figures.at(it).asDouble()).as(it).isPositive());
        assertThat(figures.at("/postToCompletedMs/max").asDouble())
                .isGreaterThanOrEqualTo(figures.at("/postToCompletedMs/p50").asDouble());
    }

    @Test
    @Order(2)
    void an_order_ends_in_every_way_an_order_can_end() throws SQLException {
        assertThat(demo.join()).isTrue();

        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    @Test
    @Order(3)
    @EnabledOnOs(OS.LINUX) // which shows what a process has mapped into its memory
    void all_services_take_their_classes_from_one_cache() throws Exception {
        for (var service : VICTIMS) {
            assertThat(Files.readString(Path.of("/proc", system.pid(service), "maps")))
                    .as(service)
                    .contains(".aot");
        }
    }

    @Test
    @Order(3)
    void a_system_of_which_only_addresses_are_known_is_measured_and_verified() throws Exception {
        var bench = SmallBench.ofAddresses(RunningStack.in(home).orElseThrow(), home);

        assertThat(bench.exitCode()).as(bench.output()).isZero();
        assertThat(bench.output()).contains("Looking whether anything was lost");
        assertThat(bench.figures().get("invariantsHold").asBoolean()).isTrue();
        assertThat(bench.figures().get("notCompleted").asInt()).isZero();
    }

    @Test
    @Order(3)
    void what_dashboards_and_alerts_ask_for_is_there() throws Exception {
        var monitoring = Monitoring.ofProject();
        var scrape = Scrape.of(Service.addresses(settings.ports()).values());

        var all = new SoftAssertions();
        for (var question : monitoring.questions()) {
            all.assertThat(scrape.missing(PromQl.of(question.expression()), monitoring.recorded()))
                    .as("%s: %s", question.where(), question.expression())
                    .isEmpty();
        }
        all.assertAll();
    }

    @Test
    @Order(6)
    void bad_records_end_in_one_place_each_and_harm_no_order() throws Exception {
        var shopper = Shopper.at(system.shop(), "poison", 1000);
        var first = shopper.firstOrder();
        shopper.awaitCompleted(first); // before that its timeline may be empty
        var created = eventThatCreated(shopper, first);
        var placed = new ArrayList<UUID>();
        var sent = new LinkedHashMap<BadRecords.Bad, RecordMetadata>();
        var retriedBefore = retried();

        try (var strangers = producer()) {
            for (var bad : BadRecords.all(first, created)) {
                for (var number = 0; number < 5; number++) {
                    placed.add(shopper.order());
                }
                sent.put(bad, strangers.send(bad.record()).get());
            }
        }

        placed.forEach(shopper::awaitCompleted);
        try (var topics = new SideTopics(system.bootstrapServers())) {
            for (var consumer : BadRecords.CONSUMERS) {
                topics.awaitCommitted(consumer + "-group", sent.values());
                sent.forEach((bad, place) -> assertInOnePlace(topics, consumer, bad, place));
            }
        }
        assertThat(retried()).isEqualTo(retriedBefore);
        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    /** How many records lie on the retry topics; a letter that was replayed came that way. */
    private static int retried() {
        try (var topics = new SideTopics(system.bootstrapServers())) {
            var retried = 0;
            for (var consumer : BadRecords.CONSUMERS) {
                for (var tier = 1; tier <= 3; tier++) {
                    var topic = BadRecords.TOPIC + "." + consumer + ".retry-" + tier;
                    retried += topics.records(topic).size();
                }
            }
            return retried;
        }
    }

    private static UUID eventThatCreated(Shopper shopper, UUID order) {
        var steps = system.shop().timeline(shopper.name(), order).get("steps");
        return UUID.fromString(steps.get(0).get("eventId").asString());
    }

    private static void assertInOnePlace(
            SideTopics topics, String consumer, BadRecords.Bad bad, RecordMetadata place) {
        var letters = topics.lettersOf(place, BadRecords.TOPIC + "." + consumer + ".dlq");
        assertThat(letters).as(bad.what()).hasSize(bad.isDeadLetter() ? 1 : 0);
        assertThat(letters)
                .allSatisfy(
                        letter -> {
                            assertThat(letter.value()).isEqualTo(bad.record().value());
                            assertThat(letter.key()).isEqualTo(bad.record().key());
                        });
    }

    /** Two services cannot read it; for one it is mended, for the other given up. */
    @Test
    @Order(5)
    void somebody_with_a_browser_sees_what_happens_and_mends_a_dead_letter() throws Exception {
        Assumptions.assumeThat(Browser.whyNot()).isEmpty();
        var shopper = Shopper.of(system.shop(), POISONOUS_NAME, 1000);
        var order = shopper.firstOrder();
        shopper.awaitCompleted(order);
        try (var browser = Browser.start()) {
            var console = new ConsolePages(browser.page(1280, 900), system.console());
            console.open("/");
            var watching = new AtomicBoolean(true);
            // Of another customer: the order that is sought is to be on the first page of its own.
            var crowd = Shopper.at(system.shop(), "crowd", 10_000);
            var customers = CompletableFuture.runAsync(() -> orderWhile(watching, crowd));
            console.awaitLife();
            console.says(console.page().locator(".others li"), "message-service up");
            console.isForEverybody();
            watching.set(false);
            customers.join();

            console.findOrder(shopper.name(), order);
            console.says(console.page().locator("main"), POISONOUS_NAME);
            console.assertNothingRan();
            console.isForEverybody();

            var event = console.recordOf("order-created", order);
            assertThat(event).contains(order.toString(), "onerror");
            console.assertNothingRan();
            console.isForEverybody();
            var cut = event.replace("\"version\"", "\"version");
            try (var strangers = producer()) {
                strangers
                        .send(
                                new ProducerRecord<>(
                                        "order-created",
                                        order.toString().getBytes(UTF_8),
                                        cut.getBytes(UTF_8)))
                        .get();
            }

            console.openLetter("inventory-service", "order-created");
            console.says(console.page().locator("pre.value"), "onerror");
            console.assertNothingRan();
            console.isForEverybody();
            console.discardAndUndo();
            console.openLetter("notification-service", "order-created");
            console.mend("\"version", "\"version\"");
            console.assertNothingRan();

            console.page().getByLabel("Language").selectOption("ko");
            console.says(console.page().locator("nav"), "데드 레터");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    @Test
    @Order(5)
    void somebody_with_a_browser_replays_a_cause_takes_an_order_back_and_breaks_things()
            throws Exception {
        Assumptions.assumeThat(Browser.whyNot()).isEmpty();
        var shopper = Shopper.at(system.shop(), "hand", 10);
        shopper.awaitCompleted(shopper.firstOrder());
        PlantedLetters letters;
        try (var producer = producer()) {
            letters = PlantedLetters.plant(Cause.JAM, LETTERS_BY_HAND, producer);
        }
        letters.awaitGroup(desk("ada"));
        try (var browser = Browser.start()) {
            var console = new ConsolePages(browser.page(1280, 900), system.console());
            console.opensLightly();
            console.openByKeyboard(Cause.JAM.name());
            console.replayAll(Cause.JAM.name(), LETTERS_BY_HAND);
            console.orderAndCancel(shopper.name(), shopper.product());
            console.isGivenUp(
                    console.place(shopper.name(), shopper.product(), "card declined"),
                    "PAYMENT_FAILED");
            console.poison();

            console.page().navigate(system.contracts().toString());
            assertThat(console.page().evaluate("getComputedStyle(document.body).maxWidth"))
                    .as("its style sheet is let in")
                    .isEqualTo("960px");
            assertThat(browser.complaints()).isEmpty();
        }
        assertThat(system.notifications(letters.customer(), "id")).isEqualTo(LETTERS_BY_HAND);
        assertThat(shopper.available()).isEqualTo(10 - 1);
        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    private static void orderWhile(AtomicBoolean watching, Shopper shopper) {
        while (watching.get()) {
            shopper.order();
        }
    }

    @Test
    @Order(7)
    void a_kill_of_each_service_loses_nothing_and_doubles_nothing() throws SQLException {
        var shopper = Shopper.at(system.shop(), "kill", 1000);
        var victims = new AtomicInteger();

        var placed =
                Crowd.order(
                        shopper,
                        ORDERS,
                        count -> {
                            if (count >= ORDERS_BEFORE_A_KILL * (victims.get() + 1)) {
                                var next = victims.getAndIncrement();
                                if (next < VICTIMS.size()) {
                                    system.kill(VICTIMS.get(next));
                                }
                            }
                        });
        VICTIMS.forEach(
                service ->
                        Awaitility.await(service + " to be started again")
                                .atMost(Duration.ofMinutes(2))
                                .until(() -> system.restarts(service) >= 1));

        assertThat(placed).doesNotHaveDuplicates().hasSize(ORDERS);
        placed.forEach(shopper::awaitCompleted);
        awaitTold(shopper, ORDERS + 1);
        assertThat(system.verify(GRACE).breaches()).isEmpty();
        assertThat(shopper.available()).isEqualTo(1000 - ORDERS - 1);
    }

    @Test
    @Order(4)
    void a_second_start_keeps_every_order() {
        var shopper = Shopper.at(system.shop(), "restart", 10);
        shopper.awaitCompleted(shopper.firstOrder());

        system.close();
        system = TestStack.start(TestStack.withPatience(settings));

        assertThat(shopper.statusOf(shopper.firstOrder())).isEqualTo("COMPLETED");
        shopper.awaitCompleted(shopper.order());
    }

    @Test
    @Order(8)
    void a_kill_amid_a_replay_loses_no_letter_and_gives_none_two_effects() throws Exception {
        PlantedLetters letters;
        try (var producer = producer()) {
            letters = PlantedLetters.plant(Cause.FIRE, LETTERS, producer);
        }
        var ada = desk("ada");
        var group = letters.awaitGroup(ada);
        var newestFirst = ada.list(new Filter(null, null, group, null, LETTERS));
        var restarts = system.restarts("notification-service");
        var oldest = newestFirst.getLast().reference().id();
        SlowReplay replay;

        try (var root = system.root("notification_service");
                var _ = HeldMarks.after(oldest, root)) {
            replay = SlowReplay.start(system, ada, new Selection.Group(group));
            replay.awaitHandledButNotNoted(oldest);
            // Another person's act, about a letter that is still to be sent.
            var last = new Selection.One(newestFirst.getFirst().reference().id());
            assertThat(SlowReplay.start(system, desk("ben"), last).id()).isEqualTo(replay.id());
            system.kill("notification-service");
        }
        Awaitility.await("notification-service to be started again")
                .atMost(Duration.ofMinutes(2))
                .until(() -> system.restarts("notification-service") > restarts);
        replay.letTimePass();

        var progress = replay.awaitOver(ada);
        assertThat(progress.isClean()).as(progress.toString()).isTrue();
        assertThat(progress.json().get("applied").asInt()).isEqualTo(LETTERS);
        assertThat(ada.list(new Filter(null, null, group, null, LETTERS + 1)))
                .hasSize(LETTERS)
                .allMatch(letter -> letter.state().equals("replayed"));
        assertSentAgain(letters);
        assertThat(system.notifications(letters.customer(), "id")).isEqualTo(LETTERS);
        assertThat(
                        system.number(
                                "select sum(orders) from notification_service.daily_count where currency = '%s'"
                                        .formatted(Cause.FIRE.currency())))
                .isEqualTo(LETTERS);
        assertThat(replay.acts()).as("acts: that of ada and that of ben").isEqualTo(2);
        assertThat(system.verify(GRACE).breaches()).isEmpty();
    }

    private static DeadLetterClient desk(String person) {
        return new DeadLetterDesk(
                        Service.addresses(settings.ports()),
                        new Operator(person),
                        Credentials.BELIEVED)
                .of(Service.NOTIFICATION);
    }

    /** What had been sent when its sender died was sent again, or this test has proved nothing. */
    private static void assertSentAgain(PlantedLetters letters) {
        try (var topics = new SideTopics(system.bootstrapServers())) {
            var sent = letters.sent(topics);
            assertThat(sent).hasSizeGreaterThan(LETTERS);
            assertThat(Set.copyOf(sent)).hasSize(LETTERS);
        }
    }

    @Test
    @Order(9)
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
    @Order(10)
    void verify_finds_and_names_what_is_broken_by_hand() throws SQLException {
        var shopper = Shopper.at(system.shop(), "broken", 10);
        shopper.awaitCompleted(shopper.firstOrder());
        awaitTold(shopper, 1);
        assertThat(system.verify(GRACE).breaches()).isEmpty();

        for (var broken : BrokenByHand.of(shopper.firstOrder(), shopper.product())) {
            assertFound(broken);
        }

        assertThat(system.verify(GRACE).breaches()).isEmpty();
        assertGhostFound();
    }

    /** Last, as it stays. */
    private static void assertGhostFound() throws SQLException {
        UUID ghost;
        try (var producer = producer()) {
            ghost = Ghost.plant(producer);
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

    private static void assertFound(BrokenByHand broken) throws SQLException {
        system.execute(broken.breakIt());
        try {
            Awaitility.await(broken + " to be found")
                    .atMost(Duration.ofSeconds(30))
                    .until(
                            () ->
                                    system.verify(GRACE).of(broken.invariant()).stream()
                                            .anyMatch(
                                                    breach ->
                                                            breach.where()
                                                                    .contains(broken.where())));
        } finally {
            system.execute(broken.mendIt());
        }
    }

    /** Each order was told of as created, paid and completed, and each of that once. */
    private static void awaitTold(Shopper shopper, int orders) throws SQLException {
        var customer = shopper.name();
        Awaitility.await("notifications of " + customer)
                .atMost(Duration.ofMinutes(1))
                .until(() -> system.notifications(customer, "id") == 3L * orders);
        assertThat(system.notifications(customer, "order_id, kind")).isEqualTo(3L * orders);
    }
}
