package dev.orderflow.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every principal tries everything on the broker of {@code docker-compose-secure.yml}, and may do
 * what {@code acls.txt} says and nothing else. No service runs: what is written here harms nobody.
 */
@Timeout(1800)
class SecureComposeIT {

    private static final Duration START = Duration.ofMinutes(15);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Path SCRIPTS = Compose.checkout().resolve("kafka-scripts");

    @TempDir static Path folder;
    static Compose compose;
    static Rights rights;
    static List<String> topics;

    @BeforeAll
    static void start() throws Exception {
        assumeThat(Compose.whyNot()).isEmpty();
        rights = Rights.read(SCRIPTS.resolve("acls.txt"));
        topics =
                Files.readAllLines(SCRIPTS.resolve("topics.txt")).stream()
                        .filter(line -> line.matches("[a-z].*"))
                        .map(line -> line.split("\\s+")[0])
                        .toList();
        compose = new Compose(folder, "docker-compose-kafka.yml", "docker-compose-secure.yml");
        var certificates = folder.resolve("certificates");
        compose.set("KAFKA_CERTIFICATES", certificates);

        Files.createDirectory(certificates);
        var without = compose.tryTo(START, "up", "--detach", "--wait", "kafka");
        assertThat(without.exitCode()).isNotZero();
        assertThat(compose.run(SOON, "logs", "certificates"))
                .contains("There are no certificates: run docker/tls/certificates.sh");

        makeCertificates(certificates);
        compose.run(START, "up", "--detach", "--wait", "kafka");
        compose.run(START, "run", "--rm", "-T", "topics");
        compose.run(START, "run", "--rm", "-T", "users");
        try (var producer = producer(as("admin"))) {
            for (var topic : topics) {
                producer.send(something(topic)).get();
            }
        }
    }

    @AfterAll
    static void stop() throws Exception {
        if (compose != null) {
            compose.close();
        }
    }

    @TestFactory
    List<DynamicTest> each_principal_has_the_rights_of_the_table_and_no_others() {
        return rights.principals().stream()
                .map(it -> DynamicTest.dynamicTest(it, () -> triesEveryTopic(it)))
                .toList();
    }

    private static void triesEveryTopic(String principal) throws Exception {
        var wanted = new TreeMap<String, Set<String>>();
        var found = new TreeMap<String, Set<String>>();
        try (var admin = Admin.create(as(principal));
                var producer = producer(as(principal))) {
            for (var topic : topics) {
                wanted.put(topic, new TreeSet<>(rights.of(principal, "topic", topic)));
                var may = new TreeSet<String>();
                if (isAllowed(() -> admin.describeTopics(List.of(topic)).allTopicNames().get())) {
                    may.add("Describe");
                }
                var settings = new ConfigResource(Type.TOPIC, topic);
                if (isAllowed(() -> admin.describeConfigs(List.of(settings)).all().get())) {
                    may.add("DescribeConfigs");
                }
                if (isAllowed(() -> producer.send(something(topic)).get())) {
                    may.add("Write");
                }
                if (isAllowed(() -> read(principal, topic))) {
                    may.add("Read");
                }
                found.put(topic, may);
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    @TestFactory
    List<DynamicTest> nobody_may_change_what_topics_there_are_and_how_they_are() {
        return rights.principals().stream()
                .map(it -> DynamicTest.dynamicTest(it, () -> triesToRule(it)))
                .toList();
    }

    private static void triesToRule(String principal) {
        // One that all the services know something of.
        var topic = "order-created";
        var settings = new ConfigResource(Type.TOPIC, topic);
        try (var admin = Admin.create(as(principal))) {
            var tries =
                    Map.<String, Callable<?>>of(
                            "create a topic",
                            () ->
                                    admin.createTopics(
                                                    List.of(
                                                            new NewTopic(
                                                                    topic + "-2",
                                                                    Optional.empty(),
                                                                    Optional.empty())))
                                            .all()
                                            .get(),
                            "delete a topic",
                            () -> admin.deleteTopics(List.of(topic)).all().get(),
                            "add partitions",
                            () ->
                                    admin.createPartitions(
                                                    Map.of(topic, NewPartitions.increaseTo(9)))
                                            .all()
                                            .get(),
                            "change a setting",
                            () ->
                                    admin.incrementalAlterConfigs(
                                                    Map.of(
                                                            settings,
                                                            List.of(
                                                                    new AlterConfigOp(
                                                                            new ConfigEntry(
                                                                                    "retention.ms",
                                                                                    "1"),
                                                                            OpType.SET))))
                                            .all()
                                            .get(),
                            "delete records",
                            () ->
                                    admin.deleteRecords(
                                                    Map.of(
                                                            new TopicPartition(topic, 0),
                                                            RecordsToDelete.beforeOffset(0)))
                                            .all()
                                            .get(),
                            "see the rights",
                            () -> admin.describeAcls(AclBindingFilter.ANY).values().get(),
                            "take the rights away",
                            () -> admin.deleteAcls(List.of(AclBindingFilter.ANY)).all().get(),
                            "set a password",
                            () ->
                                    admin.alterUserScramCredentials(
                                                    List.of(
                                                            new UserScramCredentialUpsertion(
                                                                    "admin",
                                                                    new ScramCredentialInfo(
                                                                            ScramMechanism
                                                                                    .SCRAM_SHA_512,
                                                                            4096),
                                                                    "mine")))
                                            .all()
                                            .get());
            tries.forEach(
                    (what, call) ->
                            assertThat(isAllowed(call)).as(principal + ": " + what).isFalse());
        }
    }

    @TestFactory
    List<DynamicTest> nobody_reads_in_the_place_of_another() {
        return rights.principals().stream()
                .map(it -> DynamicTest.dynamicTest(it, () -> triesEveryGroup(it)))
                .toList();
    }

    private static void triesEveryGroup(String principal) {
        var wanted = new TreeMap<String, Set<String>>();
        var found = new TreeMap<String, Set<String>>();
        var groups = new TreeSet<>(Set.of("a-group-of-ones-own"));
        rights.rows().stream()
                .filter(row -> row.kind().equals("group") && !row.name().equals("*"))
                .forEach(row -> groups.add(row.name()));
        try (var admin = Admin.create(as(principal))) {
            for (var group : groups) {
                wanted.put(group, new TreeSet<>(rights.of(principal, "group", group)));
                var may = new TreeSet<String>();
                if (isAllowed(
                        () ->
                                admin.listConsumerGroupOffsets(group)
                                        .partitionsToOffsetAndMetadata()
                                        .get())) {
                    may.add("Describe");
                }
                if (isAllowed(() -> commit(principal, group))) {
                    may.add("Read");
                }
                found.put(group, may);
            }
        }
        assertThat(found).isEqualTo(wanted);
    }

    @TestFactory
    List<DynamicTest> nobody_has_transactions() {
        return rights.principals().stream()
                .map(
                        principal ->
                                DynamicTest.dynamicTest(
                                        principal,
                                        () -> {
                                            var settings = as(principal);
                                            settings.put("transactional.id", "order-service-1");
                                            settings.put("enable.idempotence", "true");
                                            try (var producer = producer(settings)) {
                                                assertThat(
                                                                isAllowed(
                                                                        () -> {
                                                                            producer
                                                                                    .initTransactions();
                                                                            return null;
                                                                        }))
                                                        .isFalse();
                                            }
                                        }))
                .toList();
    }

    @Test
    void nobody_gets_in_without_the_right_password_or_without_any() {
        var wrong = as("order-service");
        wrong.put("sasl.jaas.config", login("order-service", "guess"));
        assertThatThrownBy(() -> topicNames(wrong))
                .hasCauseInstanceOf(SaslAuthenticationException.class);

        var unknown = as("order-service");
        unknown.put("sasl.jaas.config", login("nobody", "guess"));
        assertThatThrownBy(() -> topicNames(unknown))
                .hasCauseInstanceOf(SaslAuthenticationException.class);

        var open = as("order-service");
        open.put("security.protocol", "PLAINTEXT");
        assertThatThrownBy(() -> topicNames(open)).isInstanceOf(Exception.class);
    }

    @Test
    void a_broker_that_another_ca_vouches_for_is_not_believed() throws Exception {
        var others = Files.createDirectory(folder.resolve("others"));
        makeCertificates(others);
        var settings = as("order-service");
        settings.put("ssl.truststore.location", others.resolve("ca.pem").toString());

        assertThatThrownBy(() -> topicNames(settings))
                .hasCauseInstanceOf(SslAuthenticationException.class);
    }

    @Test
    void passwords_are_in_no_log() throws Exception {
        var logs = compose.run(SOON, "logs");

        assertThat(logs).hasSizeGreaterThan(1000);
        for (var variable : List.of("ADMIN_KAFKA_PASSWORD", "ORDER_KAFKA_PASSWORD")) {
            assertThat(logs).doesNotContain(compose.setting(variable));
        }
    }

    /** The scripts find the broker by themselves, and are its administrator. */
    @Test
    void the_tools_in_the_container_use_the_certificate() throws Exception {
        assertThat(
                        compose.run(
                                SOON,
                                "exec",
                                "-T",
                                "kafka",
                                "bash",
                                "/opt/orderflow/tool.sh",
                                "topics",
                                "--list"))
                .contains(topics);
    }

    private static boolean isAllowed(Callable<?> call) {
        try {
            call.call();
            return true;
        } catch (AuthorizationException refused) {
            return false;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return false;
            }
            throw new AssertionError("Neither allowed nor refused", e);
        } catch (Exception e) {
            throw new AssertionError("Neither allowed nor refused", e);
        }
    }

    private static Void read(String principal, String topic) {
        try (var consumer = consumer(as(principal))) {
            var partition = new TopicPartition(topic, 0);
            consumer.assign(List.of(partition));
            consumer.seek(partition, 0);
            while (consumer.poll(SOON).isEmpty()) {
                // The administrator has put something there.
            }
            return null;
        }
    }

    private static Void commit(String principal, String group) {
        var settings = as(principal);
        settings.put("group.id", group);
        var topic =
                topics.stream()
                        .filter(it -> rights.of(principal, "topic", it).contains("Read"))
                        .findFirst()
                        .orElseThrow();
        try (var consumer = consumer(settings)) {
            consumer.commitSync(Map.of(new TopicPartition(topic, 0), new OffsetAndMetadata(0)));
            return null;
        }
    }

    private static ProducerRecord<byte[], byte[]> something(String topic) {
        return new ProducerRecord<>(topic, 0, "key".getBytes(UTF_8), "tried".getBytes(UTF_8));
    }

    private static Set<String> topicNames(Map<String, Object> settings) throws Exception {
        try (var admin = Admin.create(settings)) {
            return admin.listTopics().names().get();
        }
    }

    private static KafkaProducer<byte[], byte[]> producer(Map<String, Object> settings) {
        return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static KafkaConsumer<byte[], byte[]> consumer(Map<String, Object> settings) {
        return new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    }

    /** What {@code docker/kafka/client.sh} says. */
    private static Map<String, Object> as(String principal) {
        var settings = new HashMap<String, Object>();
        clientSettings(principal).forEach((name, value) -> settings.put(name.toString(), value));
        settings.put("bootstrap.servers", "localhost:" + compose.setting("KAFKA_PORT"));
        settings.put("default.api.timeout.ms", (int) SOON.toMillis());
        settings.put("request.timeout.ms", (int) SOON.toMillis());
        settings.put("max.block.ms", (int) SOON.toMillis());
        settings.put("delivery.timeout.ms", (int) SOON.plusSeconds(1).toMillis());
        // One topic that is refused is not to be the end of the producer.
        settings.put("enable.idempotence", "false");
        settings.put("enable.auto.commit", "false");
        return settings;
    }

    private static Properties clientSettings(String user) {
        try {
            var script =
                    new ProcessBuilder(
                            "bash",
                            Compose.checkout().resolve("docker/kafka/client.sh").toString(),
                            user,
                            compose.environment().toString());
            script.environment().put("KAFKA_CERTIFICATES", compose.setting("KAFKA_CERTIFICATES"));
            var process = script.start();
            var settings = new Properties();
            settings.load(process.getInputStream());
            assertThat(process.waitFor()).isZero();
            return settings;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String login(String user, String password) {
        return "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
                .formatted(user, password);
    }

    private static void makeCertificates(Path where) throws Exception {
        var script =
                new ProcessBuilder(
                                "bash",
                                Compose.checkout().resolve("docker/tls/certificates.sh").toString(),
                                where.toString())
                        .redirectErrorStream(true)
                        .start();
        var said = new String(script.getInputStream().readAllBytes(), UTF_8);
        assertThat(script.waitFor()).as(said).isZero();
    }
}
