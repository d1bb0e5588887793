package dev.orderflow.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the override files add to {@code docker-compose-kafka.yml}: alone, and merged by Docker. */
class ComposeOverridesTest {

    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String BASE = "docker-compose-kafka.yml";
    private static final String CLUSTER = "docker-compose-cluster.yml";
    private static final String SECURE = "docker-compose-secure.yml";
    private static final String BOTH = "docker-compose-secure-cluster.yml";
    private static final List<String> SERVICES =
            List.of(
                    "order-service",
                    "inventory-service",
                    "payment-service",
                    "notification-service",
                    "ops-console");

    @TempDir Path folder;

    /** Of all of them. */
    static String text() throws IOException {
        var text = new StringBuilder();
        for (var file : List.of(CLUSTER, SECURE, BOTH)) {
            text.append(Files.readString(PROJECT.resolve(file)));
        }
        return text.toString();
    }

    @ParameterizedTest
    @ValueSource(strings = {CLUSTER, SECURE, BOTH})
    void ports_are_published_on_this_machine_only_and_new_parts_are_limited(String file)
            throws IOException {
        var kafka = read(BASE).get("kafka").get("image");
        read(file)
                .forEach(
                        (name, service) -> {
                            assertThat(strings(service, "ports"))
                                    .allMatch(it -> it.startsWith("127.0.0.1:"));
                            if (service.containsKey("image")) {
                                assertThat(service)
                                        .as(name)
                                        .contains(entry("image", kafka))
                                        .containsKey("mem_limit");
                                assertThat(strings(service, "security_opt"))
                                        .contains("no-new-privileges:true");
                            }
                        });
    }

    @Test
    void the_cluster_changes_of_the_services_only_whom_they_ask() throws IOException {
        var all = "kafka:19092,kafka-2:19092,kafka-3:19092";
        for (var service : SERVICES) {
            assertThat(read(CLUSTER).get(service))
                    .containsExactly(
                            entry("environment", Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", all)));
        }
        assertThat(Files.readString(PROJECT.resolve("monitoring/prometheus/cluster/brokers.yml")))
                .contains("kafka:9404", "kafka-2:9404", "kafka-3:9404");
    }

    @Test
    void certificates_are_not_committed() throws IOException {
        assertThat(PROJECT.resolve("docker/tls/made/.gitignore")).hasContent("*\n!.gitignore\n");
        assertThat(text()).doesNotContain("PRIVATE KEY");
    }

    @Test
    void three_brokers_have_a_name_a_port_and_data_of_their_own() throws Exception {
        var services = merged(BASE, CLUSTER);
        var brokers = brokers(services);

        assertThat(brokers).hasSize(3);
        for (var distinct :
                List.<Function<JsonNode, String>>of(
                        it -> environment(it, "KAFKA_NODE_ID"),
                        it -> environment(it, "KAFKA_ADVERTISED_LISTENERS"),
                        it -> environment(it, "BROKER_JMX_PORT"),
                        it -> it.get("ports").toString(),
                        it -> it.get("volumes").get(0).get("source").asString())) {
            assertThat(brokers.values().stream().map(distinct).distinct()).hasSize(3);
        }
        assertThat(brokers.values())
                .allSatisfy(
                        it -> {
                            assertThat(environment(it, "KAFKA_MIN_INSYNC_REPLICAS")).isEqualTo("2");
                            assertThat(environment(it, "KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR"))
                                    .isEqualTo("3");
                            assertThat(environment(it, "KAFKA_CONTROLLER_QUORUM_VOTERS"))
                                    .isEqualTo("1@kafka:9093,2@kafka-2:9093,3@kafka-3:9093");
                        });
        assertThat(services.get("topics").get("command").toString())
                .contains("\"--replication-factor\",\"3\"");
    }

    @Test
    void nobody_gets_to_a_secure_broker_in_the_clear_or_without_a_name() throws Exception {
        for (var files : List.of(List.of(BASE, SECURE), List.of(BASE, CLUSTER, SECURE, BOTH))) {
            var services = merged(files.toArray(String[]::new));
            assertThat(brokers(services).values())
                    .hasSize(files.contains(CLUSTER) ? 3 : 1)
                    .allSatisfy(ComposeOverridesTest::isSecure);
            for (var service : SERVICES) {
                var settings = services.get(service);
                assertThat(environment(settings, "SPRING_KAFKA_SECURITY_PROTOCOL"))
                        .isEqualTo("SASL_SSL");
                assertThat(environment(settings, "SPRING_KAFKA_PROPERTIES_SASL_JAAS_CONFIG"))
                        .contains("username=\"%s\"".formatted(service));
                assertThat(settings.at("/depends_on/users/condition").asString())
                        .isEqualTo("service_completed_successfully");
            }
        }
    }

    private static void isSecure(JsonNode broker) {
        var protocols = environment(broker, "KAFKA_LISTENER_SECURITY_PROTOCOL_MAP");
        assertThat(protocols).doesNotContain("PLAINTEXT");
        for (var listener : environment(broker, "KAFKA_LISTENERS").split(",")) {
            var name = listener.substring(0, listener.indexOf(':'));
            if (protocols.contains(name + ":SSL")) {
                assertThat(
                                environment(
                                        broker,
                                        "KAFKA_LISTENER_NAME_%s_SSL_CLIENT_AUTH".formatted(name)))
                        .isEqualTo("required");
            } else {
                assertThat(protocols).contains(name + ":SASL_SSL");
            }
        }
        assertThat(environment(broker, "KAFKA_AUTHORIZER_CLASS_NAME"))
                .endsWith("StandardAuthorizer");
        assertThat(environment(broker, "KAFKA_ALLOW_EVERYONE_IF_NO_ACL_FOUND")).isEqualTo("false");
        // JMX asks nobody who he is.
        assertThat(environment(broker, "BROKER_JMX_PORT")).isEmpty();
        assertThat(broker.get("ports")).hasSize(1);
        assertThat(broker.get("volumes").findValuesAsString("target")).contains("/certificates");
    }

    private static Map<String, JsonNode> brokers(JsonNode services) {
        return services.properties().stream()
                .filter(it -> it.getKey().matches("kafka(-\\d)?"))
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue, (a, _) -> a, TreeMap::new));
    }

    private static String environment(JsonNode service, String name) {
        return service.get("environment").path(name).asString("(not set)");
    }

    /** The services as Docker reads these files together; skipped where there is no Docker. */
    private JsonNode merged(String... files) throws Exception {
        assumeTrue(
                "docker".equals(System.getProperty("test.infra")),
                "-Dtest.infra=docker is not set");
        var settings =
                Files.writeString(
                        folder.resolve("complete.env"),
                        Files.readString(PROJECT.resolve(".env.example"))
                                .replaceAll("(?m)^(\\w+)=$", "$1=x"));
        var command =
                new ArrayList<>(
                        List.of(
                                "docker",
                                "compose",
                                "--env-file",
                                settings.toString(),
                                "--profile",
                                "apps"));
        Stream.of(files)
                .forEach(it -> command.addAll(List.of("-f", PROJECT.resolve(it).toString())));
        command.addAll(List.of("config", "--format", "json"));
        var process =
                new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        var json = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
        var services = JsonMapper.shared().readTree(json).get("services");
        StreamSupport.stream(services.spliterator(), false)
                .flatMap(it -> StreamSupport.stream(it.path("ports").spliterator(), false))
                .forEach(it -> assertThat(it.get("host_ip").asString()).isEqualTo("127.0.0.1"));
        return services;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Map<String, Object>> read(String file) throws IOException {
        Map<String, Object> content =
                new Yaml(new WithOverride()).load(Files.readString(PROJECT.resolve(file)));
        return (Map<String, Map<String, Object>>) content.get("services");
    }

    private static Stream<String> strings(Map<String, Object> service, String key) {
        return ((List<?>) service.getOrDefault(key, List.of())).stream().map(String::valueOf);
    }

    /** {@code !override} is compose's own: a list that takes the place of the other file's. */
    private static final class WithOverride extends SafeConstructor {

        WithOverride() {
            super(new LoaderOptions());
            yamlConstructors.put(new Tag("!override"), new ConstructYamlSeq());
        }
    }
}
