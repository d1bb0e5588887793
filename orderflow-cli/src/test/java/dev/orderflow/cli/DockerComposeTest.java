package dev.orderflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The rules that {@code docker-compose-kafka.yml} keeps, read without Docker. */
class DockerComposeTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final Path FILE = PROJECT.resolve("docker-compose-kafka.yml");
    private static final Set<String> JOBS = Set.of("topics", "example-topics", "databases");

    /** {@code ${NAME:?why}} or {@code ${NAME:-default}}. */
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(\\w+)(:[?-])?([^}]*)}");

    private static String text;
    private static Map<String, Map<String, Object>> services;

    @BeforeAll
    static void read() throws IOException {
        text = Files.readString(FILE);
        services = section("services");
    }

    @Test
    void every_image_is_pinned() {
        assertThat(images())
                .allSatisfy((_, image) -> assertThat(image).matches("[^:]+:v?\\d+(\\.\\d+)+"));
    }

    @Test
    void it_is_the_kafka_that_the_services_are_built_with() {
        var clients = org.apache.kafka.common.utils.AppInfoParser.getVersion();
        assertThat(images()).contains(entry("kafka", "apache/kafka:" + clients));
    }

    @Test
    void every_port_is_published_on_this_machine_only() {
        var published = services.values().stream().flatMap(it -> strings(it, "ports")).toList();
        assertThat(published).isNotEmpty().allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void every_service_is_watched_and_limited() {
        assertThat(services)
                .allSatisfy(
                        (name, service) -> {
                            assertThat(service).containsKey("mem_limit");
                            assertThat(strings(service, "security_opt"))
                                    .contains("no-new-privileges:true");
                            if (!JOBS.contains(name)) {
                                assertThat(service)
                                        .satisfiesAnyOf(
                                                it -> assertThat(it).containsKey("healthcheck"),
                                                it -> assertThat(it).containsKey("build"));
                            }
                        });
        assertThat(PROJECT.resolve("Dockerfile"))
                .content()
                .containsPattern("(?m)^HEALTHCHECK .*ready\\.sh")
                .containsPattern("(?m)^USER [1-9]\\d*:[1-9]\\d*$");
        assertThat(PROJECT.resolve("docker/ready.sh")).content().contains("/health/readiness");
    }

    @Test
    void the_profile_apps_has_services_and_console_and_they_start_when_all_is_there() {
        var apps =
                services.entrySet().stream()
                        .filter(it -> strings(it.getValue(), "profiles").toList().contains("apps"))
                        .toList();
        assertThat(apps)
                .extracting(Map.Entry::getKey)
                .containsExactly(
                        "order-service",
                        "inventory-service",
                        "payment-service",
                        "notification-service",
                        "ops-console");
        var forAll =
                Map.of(
                        "kafka", condition("service_healthy"),
                        "topics", condition("service_completed_successfully"));
        var forDatabases = new TreeMap<String, Object>(forAll);
        forDatabases.put("mysql", condition("service_healthy"));
        forDatabases.put("databases", condition("service_completed_successfully"));
        for (var app : apps) {
            var service = app.getValue();
            assertThat(map(map(service, "build"), "args"))
                    .containsExactly(entry("SERVICE", app.getKey()));
            // Whoever reaches a port is believed: the host's own are on 127.0.0.1, as all are.
            assertThat(map(service, "environment"))
                    .contains(
                            entry("SERVER_ADDRESS", "0.0.0.0"),
                            entry("APP_SECURITY_MODE", "header"),
                            entry("APP_SECURITY_HEADER_BEYOND_LOOPBACK", "true"));
            assertThat(map(service, "depends_on"))
                    .containsExactlyInAnyOrderEntriesOf(
                            app.getKey().equals("ops-console") ? forAll : forDatabases);
        }
    }

    @Test
    void the_console_shows_the_example_to_whoever_says_that_it_is_there() {
        assertThat(map(services.get("ops-console"), "environment"))
                .contains(entry("MESSAGE_SERVICE_URL", "${MESSAGE_SERVICE_URL:-}"));
        var port = map(services.get("message-service"), "environment").get("SERVER_PORT");
        assertThat(PROJECT.resolve(".env.example"))
                .content()
                .contains("http://message-service:" + port + "\n#MESSAGE_SERVICE_URL=");
    }

    /** They cannot be had everywhere, and nothing needs them. */
    @Test
    void nothing_waits_for_what_only_shows() {
        var waitedFor =
                services.values().stream()
                        .flatMap(it -> map(it, "depends_on").keySet().stream())
                        .toList();
        assertThat(waitedFor)
                .doesNotContain("kafka-ui", "prometheus", "grafana", "mail", "ops-console");
    }

    @Test
    void topics_come_from_the_list_and_from_nowhere_else() {
        assertThat(strings(services.get("topics"), "command"))
                .contains("/kafka-scripts/create-topics.sh", "/kafka-scripts/topics.txt");
        assertThat(map(services.get("kafka"), "environment"))
                .contains(entry("KAFKA_AUTO_CREATE_TOPICS_ENABLE", "false"));
    }

    /**
     * At once, on two cores that had other work, the broker was asked too much and two timed out.
     */
    @Test
    void the_topics_of_the_example_are_made_as_those_of_the_shop_and_after_them() {
        var job = services.get("example-topics");
        var shops = services.get("topics");
        assertThat(strings(job, "command"))
                .contains("/kafka-scripts/create-topics.sh", "/kafka-scripts/topics-examples.txt");
        assertThat(job).contains(entry("environment", shops.get("environment")));
        assertThat(job).contains(entry("mem_limit", shops.get("mem_limit")));
        assertThat(map(job, "depends_on"))
                .contains(entry("topics", condition("service_completed_successfully")));
    }

    @Test
    void kafka_ui_changes_nothing_unless_it_is_told_to() {
        assertThat(map(services.get("kafka-ui"), "environment"))
                .contains(entry("KAFKA_CLUSTERS_0_READONLY", "${KAFKA_UI_READONLY:-true}"));
    }

    @Test
    void no_password_has_a_default_and_the_example_names_every_variable() throws IOException {
        var required = new TreeSet<String>();
        var defaults = new TreeMap<String, String>();
        VARIABLE.matcher(text + ComposeOverridesTest.text())
                .results()
                .forEach(
                        it -> {
                            if (":?".equals(it.group(2))) {
                                required.add(it.group(1));
                            } else {
                                defaults.put(it.group(1), it.group(3));
                            }
                        });
        assertThat(defaults)
                .allSatisfy(
                        (name, value) -> {
                            if (name.contains("PASSWORD")) {
                                assertThat(value).isEmpty();
                            }
                        });
        assertThat(
                        services.values().stream()
                                .flatMap(it -> map(it, "environment").entrySet().stream()))
                .filteredOn(it -> it.getKey().contains("PASSWORD"))
                .hasSizeGreaterThan(4)
                .allSatisfy(it -> assertThat(it.getValue().toString()).startsWith("${"));

        var example = Files.readAllLines(PROJECT.resolve(".env.example"));
        assertThat(example.stream().filter(it -> it.matches("\\w+=.*")))
                .containsExactlyInAnyOrderElementsOf(
                        required.stream().map(it -> it + "=").toList());
        assertThat(example.stream().filter(it -> it.matches("#\\w+=.*")))
                .containsExactlyInAnyOrderElementsOf(
                        defaults.entrySet().stream()
                                .map(it -> "#" + it.getKey() + "=" + it.getValue())
                                .toList());
        assertThat(Files.readAllLines(PROJECT.resolve(".gitignore"))).contains(".env");
    }

    @Test
    void a_named_volume_is_declared_and_a_file_that_is_mounted_is_there() {
        var sources =
                services.values().stream()
                        .flatMap(it -> strings(it, "volumes"))
                        .map(it -> it.substring(0, it.indexOf(':')))
                        .toList();
        assertThat(sources.stream().filter(it -> !it.startsWith(".")))
                .containsExactlyInAnyOrderElementsOf(section("volumes").keySet());
        assertThat(sources.stream().filter(it -> it.startsWith(".")))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(PROJECT.resolve(it)).exists());
    }

    @Test
    void docker_compose_understands_it(@TempDir Path folder) throws Exception {
        assumeTrue(
                "docker".equals(System.getProperty("test.infra")),
                "-Dtest.infra=docker is not set");
        var filledIn =
                Files.readString(PROJECT.resolve(".env.example"))
                        .replaceAll("(?m)^(\\w+)=$", "$1=x");
        var complete = Files.writeString(folder.resolve("complete.env"), filledIn);
        assertThat(compose(complete)).isEmpty();

        var incomplete =
                Files.writeString(
                        folder.resolve("incomplete.env"),
                        filledIn.replace("ORDER_DB_PASSWORD=x", "ORDER_DB_PASSWORD="));
        assertThat(compose(incomplete))
                .contains("ORDER_DB_PASSWORD", "copy .env.example to .env and fill it in");
    }

    private static String compose(Path environment) throws Exception {
        var process =
                new ProcessBuilder(
                                "docker",
                                "compose",
                                "--env-file",
                                environment.toString(),
                                "-f",
                                FILE.toString(),
                                "--profile",
                                "apps",
                                "config",
                                "--quiet")
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Without those that are built here. */
    private static Map<String, String> images() {
        var images = new TreeMap<String, String>();
        services.forEach(
                (name, service) -> {
                    if (!service.containsKey("build")) {
                        images.put(name, String.valueOf(service.get("image")));
                    }
                });
        return images;
    }

    private static Map<String, Object> condition(String name) {
        return Map.of("condition", name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> section(String name) {
        Map<String, Object> file = new Yaml(new SafeConstructor(new LoaderOptions())).load(text);
        return (Map<String, Map<String, Object>>) file.get(name);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> service, String key) {
        return (Map<String, Object>) service.getOrDefault(key, Map.of());
    }

    private static Stream<String> strings(Map<String, Object> service, String key) {
        return ((List<?>) service.getOrDefault(key, List.of())).stream().map(String::valueOf);
    }
}
