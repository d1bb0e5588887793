package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.orderflow.cli.demo.Demo;
import dev.orderflow.cli.demo.ShopClient;
import dev.orderflow.cli.topic.Broker;
import dev.orderflow.cli.verify.Verification;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.awaitility.Awaitility;
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

    @BeforeAll
    static void start() throws Exception {
        assumeThat(Compose.whyNot()).isEmpty();
        compose = new Compose(folder, "docker-compose-kafka.yml");
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
                "notification-service");
    }

    @AfterAll
    static void stop() throws Exception {
        if (compose != null) {
            compose.close();
        }
    }

    @Test
    void an_order_ends_in_every_way_an_order_can_end_and_nothing_is_lost() throws Exception {
        var shop =
                new ShopClient(
                        compose.http("ORDER_PORT"),
                        compose.http("INVENTORY_PORT"),
                        compose.http("PAYMENT_PORT"),
                        compose.http("NOTIFICATION_PORT"));

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
                                                        "kafka", "up")));
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
