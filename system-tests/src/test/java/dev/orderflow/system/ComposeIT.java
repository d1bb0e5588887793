package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.microsoft.playwright.Locator;
import dev.orderflow.cli.demo.Demo;
import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.rest.JsonCalls;
import dev.orderflow.cli.topic.Broker;
import dev.orderflow.cli.verify.Verification;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole system as {@code docker-compose-kafka.yml} has it, on MySQL and in the images of this
 * checkout. Without what only shows, whose images are not needed for it.
 */
@Timeout(1800)
class ComposeIT {

    private static final Duration START = Duration.ofMinutes(15);

    @TempDir static Path folder;
    static Compose compose;
    static ShopClient shop;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(Compose.whyNot()).isEmpty();
        compose = new Compose(folder, "docker-compose-kafka.yml");
        compose.set("MESSAGE_DB_PASSWORD", UUID.randomUUID());
        compose.set("MESSAGE_SERVICE_URL", "http://message-service:8086");
        compose.run(START, "build", "--quiet");
        compose.run(
                START,
                "up",
                "--detach",
                "--wait",
                "prometheus",
                "order-service",
                "inventory-service",
                "payment-service",
                "notification-service",
                "ops-console",
                "message-service");
        shop =
                new ShopClient(
                        compose.http("ORDER_PORT"),
                        compose.http("INVENTORY_PORT"),
                        compose.http("PAYMENT_PORT"),
                        compose.http("NOTIFICATION_PORT"));
    }

    @AfterAll
    static void stop() throws Exception {
        if (compose != null) {
            compose.close();
        }
    }

    @Test
    void an_order_ends_in_every_way_an_order_can_end_and_nothing_is_lost() throws Exception {
        assertThat(new Demo(shop, new PrintWriter(System.out, true, UTF_8)).run()).isTrue();

        var report =
                new Verification(
                                "jdbc:mysql://127.0.0.1:%s/"
                                        .formatted(compose.setting("MYSQL_PORT")),
                                "verify",
                                compose.setting("VERIFY_DB_PASSWORD"),
                                Broker.at("localhost:" + compose.setting("KAFKA_PORT"), null),
                                Duration.ofSeconds(5))
                        .run();
        assertThat(report.orders()).isPositive();
        assertThat(report.breaches()).isEmpty();
    }

    @Test
    void prometheus_gets_the_figures_of_the_services_and_of_the_broker() {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofSeconds(2))
                .untilAsserted(
                        () ->
                                assertThat(targets(compose.http("PROMETHEUS_PORT")))
                                        .containsExactlyInAnyOrderEntriesOf(
                                                Map.of(
                                                        "order-service", "up",
                                                        "inventory-service", "up",
                                                        "payment-service", "up",
                                                        "notification-service", "up",
                                                        "message-service", "up",
                                                        "kafka", "up")));
    }

    @Test
    void somebody_with_a_browser_sees_all_services_and_an_orders_way() throws Exception {
        assumeThat(Browser.whyNot()).isEmpty();
        var shopper = Shopper.at(shop, "browser", 10);
        try (var browser = Browser.start()) {
            var console = new ConsolePages(browser.page(1280, 900), compose.http("CONSOLE_PORT"));
            console.opensLightly();
            for (var service : WholeSystemIT.VICTIMS) {
                console.says(console.page().locator(".pipeline .box").filter(named(service)), "up");
            }
            console.says(console.page().locator(".others li"), "message-service up");
            console.findOrder(shopper.name(), shopper.firstOrder());
            console.orderAndCancel(shopper.name(), shopper.product());
            assertThat(browser.complaints()).isEmpty();
        }
    }

    private static Locator.FilterOptions named(String service) {
        return new Locator.FilterOptions().setHasText(service);
    }

    @Test
    void a_message_is_read_counted_and_archived() throws Exception {
        var calls = new JsonCalls(Credentials.BELIEVED);
        var messages = compose.http("MESSAGE_PORT").resolve("/api/messages");
        var text = Map.of("content", "Lunch?", "type", "INFO", "receiverId", "bert");

        var id =
                calls.post(calls.as("anna", messages), text)
                        .expect(201)
                        .get("messageId")
                        .asString();
        var inbox = calls.send(calls.as("bert", messages).GET()).expect(200).get("messages");
        assertThat(inbox.findValuesAsString("messageId")).containsExactly(id);
        var message = URI.create(messages + "/" + id);
        var read = URI.create(message + "/read");
        calls.send(calls.as("bert", read).POST(BodyPublishers.noBody())).expect(204);
        calls.send(calls.as("bert", message).DELETE()).expect(204);

        var statistics = messages.resolve("/api/statistics");
        await("it to be counted as sent and as read")
                .until(
                        () ->
                                calls.send(calls.asAdmin("1", statistics).GET())
                                        .expect(200)
                                        .at("/days/0"),
                        day -> day.path("sent").asInt() == 1 && day.path("read").asInt() == 1);
        await("the archive").until(() -> archived(id), "bert"::equals);
    }

    /** Who deleted this message; nobody, while the archive does not know. */
    private static @Nullable String archived(String message) throws SQLException {
        try (var database =
                        DriverManager.getConnection(
                                "jdbc:mysql://127.0.0.1:%s/message_service"
                                        .formatted(compose.setting("MYSQL_PORT")),
                                "message_service",
                                compose.setting("MESSAGE_DB_PASSWORD"));
                var query =
                        database.prepareStatement(
                                "select deleted_by from archived_message where message_id ="
                                        + " uuid_to_bin(?)")) {
            query.setString(1, message);
            var found = query.executeQuery();
            return found.next() ? found.getString(1) : null;
        }
    }

    /** By way of the console, which reads topics itself and asks services for their letters. */
    @Test
    void the_console_shows_what_is_on_a_feed_and_the_examples_dead_letters() throws Exception {
        var calls = new JsonCalls(Credentials.BELIEVED);
        var console = compose.http("CONSOLE_PORT");
        var feed = compose.http("MESSAGE_PORT").resolve("/api/feeds/user-activities");
        var visit =
                Map.of("userId", "carl", "action", "visit", "occurredAt", "2026-11-22T10:00:00Z");

        var id = calls.post(calls.as("carl", feed), visit).expect(202).at("/ids/0").asString();
        try (var stranger =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", "localhost:" + compose.setting("KAFKA_PORT")),
                        new StringSerializer(),
                        new StringSerializer())) {
            stranger.send(new ProducerRecord<>("message-created", "dora", "no event")).get();
        }

        var records = console.resolve("/api/topics/user-activities/records?key=carl");
        await("the feed's event")
                .until(
                        () -> calls.send(calls.asAdmin("1", records).GET()).expect(200).toString(),
                        it -> it.contains(id));
        var letters = console.resolve("/api/services/message-service/admin/dead-letters");
        await("a dead letter of each consumer")
                .until(
                        () ->
                                calls.send(calls.asAdmin("1", letters).GET())
                                        .expect(200)
                                        .get("deadLetters")
                                        .size(),
                        size -> size == 3);
    }

    private static ConditionFactory await(String what) {
        return Awaitility.await(what).atMost(Duration.ofMinutes(1));
    }

    private static Map<String, String> targets(URI prometheus) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var answer =
                    http.send(
                            HttpRequest.newBuilder(prometheus.resolve("/api/v1/targets")).build(),
                            BodyHandlers.ofString());
            var targets = new HashMap<String, String>();
            for (var target :
                    JsonMapper.shared().readTree(answer.body()).at("/data/activeTargets")) {
                targets.put(target.at("/labels/job").asString(), target.get("health").asString());
            }
            return targets;
        }
    }
}
