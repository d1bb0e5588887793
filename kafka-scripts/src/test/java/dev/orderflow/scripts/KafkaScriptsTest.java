package dev.orderflow.scripts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.orderflow.embedded.EmbeddedKafka;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scripts in {@code kafka-scripts/}, run as an operator runs them, on a real broker. */
class KafkaScriptsTest {

    private static final Path SCRIPTS = Path.of("").toAbsolutePath();

    private static final Map<String, String> KEEPS_ACLS_AND_LETS_EVERYBODY_DO_ALL =
            Map.of(
                    "authorizer.class.name",
                    "org.apache.kafka.metadata.authorizer.StandardAuthorizer",
                    "super.users",
                    "User:ANONYMOUS");

    /** Without the folder of these tests: a JVM keeps what it has loaded from jars only. */
    private static final String TOOLS =
            Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                    .filter(entry -> !entry.endsWith("test-classes"))
                    .collect(joining(File.pathSeparator));

    private static EmbeddedKafka kafka;

    @TempDir Path folder;

    @BeforeAll
    static void start() {
        assumeTrue(Files.isExecutable(Path.of("/bin/bash")), "no bash, so no scripts");
        kafka = EmbeddedKafka.start(KEEPS_ACLS_AND_LETS_EVERYBODY_DO_ALL);
    }

    @AfterAll
    static void stop() {
        if (kafka != null) {
            kafka.close();
        }
    }

    static Stream<String> scripts() throws IOException {
        try (var files = Files.list(SCRIPTS)) {
            return files
                    .map(it -> it.getFileName().toString())
                    .filter(it -> it.endsWith(".sh") && !it.equals("lib.sh"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void every_script_explains_itself_and_refuses_what_it_does_not_know(String script)
            throws Exception {
        assertThat(Files.isExecutable(SCRIPTS.resolve(script))).isTrue();

        var help = runAlone(script, "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.output())
                .startsWith("Usage: " + script)
                .contains("--bootstrap-server", "--command-config", "Exit codes:");

        var wrong = runAlone(script, "--no-such-option");
        assertThat(wrong.exitCode()).isEqualTo(2);
        assertThat(wrong.output())
                .isEqualToNormalizingNewlines(
                        "%s: there is no option '--no-such-option' (%s --help shows how)\n"
                                .formatted(script, script));

        var noFile = runAlone(script, "--command-config", "/no/such/file");
        assertThat(noFile.exitCode()).isEqualTo(1);
        assertThat(noFile.output()).contains("there is no file '/no/such/file'");
    }

    @Test
    void shellcheck_finds_nothing() throws Exception {
        assumeTrue(
                Stream.of(System.getenv("PATH").split(":"))
                        .anyMatch(it -> Files.isExecutable(Path.of(it, "shellcheck"))),
                "shellcheck is not installed");
        var command = new ArrayList<>(List.of("shellcheck", "--external-sources", "lib.sh"));
        command.addAll(scripts().toList());
        var checked = finish(new ProcessBuilder(command).directory(SCRIPTS.toFile()), "");
        assertThat(checked.output()).isEmpty();
        assertThat(checked.exitCode()).isZero();
    }

    @Test
    void a_broker_that_is_not_there_is_a_sentence() throws Exception {
        var failed = runAlone("describe-topics.sh", "--bootstrap-server", "127.0.0.1:1");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.output())
                .startsWith("describe-topics.sh: no broker answers at 127.0.0.1:1: start one")
                .hasLineCount(1);
    }

    @Test
    void topics_are_created_once_and_drift_is_told() throws Exception {
        var kept = "kept-" + UUID.randomUUID();
        var changed = "changed-" + UUID.randomUUID();
        var list =
                Files.writeString(
                        folder.resolve("topics.txt"),
                        """
                        # a comment
                        %s  3  604800000 delete
                        %s  2  86400000  compact 2000000 # another
                        """
                                .formatted(kept, changed));

        var missing = run("create-topics.sh", "--check", "--file", list.toString());
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.output()).contains(kept + ": does not exist", "2 topics differ");

        var first = run("create-topics.sh", "--file", list.toString());
        assertThat(first.output()).contains("2 topics created, 0 were there.");
        assertThat(first.exitCode()).isZero();
        var again = run("create-topics.sh", "--file", list.toString());
        assertThat(again.output())
                .isEqualToNormalizingNewlines("0 topics created, 2 were there.\n");
        assertThat(again.exitCode()).isZero();

        var few = run("create-topics.sh", "--file", list.toString(), "--replication-factor", "3");
        assertThat(few.exitCode()).isEqualTo(1);
        assertThat(few.output())
                .contains(
                        changed + ": replication factor is 1, but should be 3", "2 topics differ");

        change(changed);
        var drift = run("create-topics.sh", "--file", list.toString());
        assertThat(drift.exitCode()).isEqualTo(1);
        assertThat(drift.output())
                .contains(
                        changed + ": partitions is 4, but should be 2",
                        changed + ": retention.ms is 1000, but should be 86400000",
                        changed + ": cleanup.policy is compact+delete, but should be compact",
                        changed + ": max.message.bytes is 1048588, but should be 2000000",
                        "1 topics differ")
                .doesNotContain(kept);

        assertThat(run("describe-topics.sh").output())
                .containsPattern(changed + " +4 +1 +0.0 days +compact,delete +default +in sync");
    }

    @Test
    void a_list_with_a_wrong_line_creates_nothing() throws Exception {
        var list = Files.writeString(folder.resolve("topics.txt"), "good 1 1 delete\nbad 1 week\n");
        var refused = run("create-topics.sh", "--file", list.toString());
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("topics.txt, line 2: \"bad 1 week\" is not 'name");
    }

    @Test
    void an_unknown_topic_is_a_sentence() throws Exception {
        var unknown = run("describe-topics.sh", "order-craeted");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output())
                .contains("there is no topic 'order-craeted'")
                .contains("describe-topics.sh lists those there are");
    }

    @Test
    void records_are_written_read_and_counted_and_a_group_is_behind_and_reset() throws Exception {
        var topic = createTopic(2);
        var group = "analytics-" + UUID.randomUUID();

        var written =
                runWithInput(
                        "a\t{\"n\": 1}\nb\ttwo, with 'quotes' and  blanks\nc\t\n",
                        "test-producer.sh",
                        "--topic",
                        topic,
                        "--header",
                        "source:by:hand");
        assertThat(written.output())
                .isEqualToNormalizingNewlines("3 records written to %s.\n".formatted(topic));

        var read =
                run(
                        "test-consumer.sh",
                        "--topic",
                        topic,
                        "--group",
                        group,
                        "--from-beginning",
                        "--max",
                        "3");
        assertThat(read.output())
                .contains("source:by:hand\ta\t{\"n\": 1}")
                .contains("source:by:hand\tb\ttwo, with 'quotes' and  blanks")
                .contains("CreateTime:", "Partition:", "Offset:", "Processed a total of 3");
        assertThat(read.exitCode()).isZero();

        send(new ProducerRecord<>(topic, 1, null, "late".getBytes(UTF_8)));
        var behind = run("consumer-lag.sh", "--group", group, "--max", "0");
        assertThat(behind.exitCode()).isEqualTo(1);
        assertThat(behind.output())
                .contains(group + "        1 behind, 1 topics, nobody reads")
                .containsPattern(topic + " +1\n")
                .contains("a group is more than 0 records behind");
        assertThat(run("consumer-lag.sh", "--group", group, "--partitions").output())
                .containsPattern(" partition 1 +1  nobody reads\n");

        assertThat(run("partition-counts.sh", "--topic", topic).output())
                .containsPattern(topic + " +4  \\d \\+ \\d\n");

        whileActive(
                group,
                topic,
                () -> {
                    assertThat(run("consumer-lag.sh", "--group", group, "--partitions").output())
                            .containsPattern(" partition 1 +1  consumer-\\S+\n");
                    var refused =
                            run(
                                    "reset-offsets.sh",
                                    "--group",
                                    group,
                                    "--topic",
                                    topic,
                                    "--to-earliest",
                                    "--execute");
                    assertThat(refused.exitCode()).isEqualTo(1);
                    assertThat(refused.output())
                            .contains(group + " is reading: stop its consumers first")
                            .hasLineCount(1);
                });

        var planned = run("reset-offsets.sh", "--group", group, "--all-topics", "--to-earliest");
        assertThat(planned.output()).contains("NEW-OFFSET", "Nothing was changed");
        assertThat(planned.exitCode()).isZero();
        assertThat(committed(group)).isEqualTo(3);

        var reset =
                run(
                        "reset-offsets.sh",
                        "--group",
                        group,
                        "--all-topics",
                        "--to-earliest",
                        "--execute");
        assertThat(reset.output()).doesNotContain("Nothing was changed");
        assertThat(reset.exitCode()).isZero();
        assertThat(committed(group)).isZero();
    }

    @Test
    void a_group_that_nobody_knows_is_not_made_by_a_reset() throws Exception {
        var misspelt =
                run("reset-offsets.sh", "--group", "ordre-group", "--topic", "t", "--to-latest");
        assertThat(misspelt.exitCode()).isEqualTo(1);
        assertThat(misspelt.output()).contains("there is no group 'ordre-group'");

        var unknown = run("consumer-lag.sh", "--group", "ordre-group");
        assertThat(unknown.exitCode()).isEqualTo(1);
        assertThat(unknown.output()).contains("there is no such group").hasLineCount(1);
    }

    @Test
    void nobody_reads_in_the_place_of_a_service() throws Exception {
        for (var group : List.of("order-service-group", "payment-service-group-dlq")) {
            var refused = runAlone("test-consumer.sh", "--topic", "any", "--group", group);
            assertThat(refused.exitCode()).isEqualTo(1);
            assertThat(refused.output()).contains("is the group of a service");
        }
    }

    @Test
    void a_topic_goes_into_a_file_and_back_and_a_partial_file_is_refused() throws Exception {
        var topic = createTopic(2);
        send(new ProducerRecord<>(topic, 1, null, new byte[] {0, -1, 10}));
        var file = folder.resolve("a backup");
        var restored = "restored-" + UUID.randomUUID();

        assertThat(run("backup-topic.sh", topic, file.toString()).output())
                .isEqualToNormalizingNewlines(
                        "1 records of %s are in %s.\n".formatted(topic, file));
        var back = run("restore-topic.sh", file.toString(), "--to", restored);
        assertThat(back.output()).contains("1 records of", "The topic is the same as the backup.");
        assertThat(back.exitCode()).isZero();

        send(new ProducerRecord<>(restored, 0, null, new byte[] {1}));
        var differs = run("restore-topic.sh", "--verify", file.toString(), "--to", restored);
        assertThat(differs.output()).contains("differs from the backup");
        assertThat(differs.exitCode()).isEqualTo(1);

        var bytes = Files.readAllBytes(file);
        var partial = folder.resolve("partial");
        Files.write(partial, Arrays.copyOf(bytes, bytes.length - 1));
        var refused = run("restore-topic.sh", partial.toString(), "--to", "never-made");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("is damaged").hasLineCount(1);
        try (var admin = admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("never-made");
        }
    }

    @Test
    void rights_are_given_from_the_table_and_drift_is_told_both_ways() throws Exception {
        var table =
                Files.writeString(
                        folder.resolve("acls.txt"),
                        """
                        order-service topic order-created               Write # comment
                        order-service topic payment-completed.orders.*  Read,DescribeConfigs
                        order-service group order-service-group         Read
                        """);
        var file = table.toString();

        var dryRun = runAlone("acls.sh", "create", "--dry-run", "--file", file);
        assertThat(dryRun.output())
                .contains(
                        "--allow-principal 'User:order-service' --resource-pattern-type prefixed"
                                + " --operation Read --operation DescribeConfigs --topic 'payment-completed.orders.'");

        assertThat(run("acls.sh", "create", "--file", file).output())
                .isEqualToNormalizingNewlines("4 rights are given.\n");
        var same = run("acls.sh", "check", "--file", file);
        assertThat(same.output()).contains("The broker's ACLs are those of");
        assertThat(same.exitCode()).isZero();

        assertThat(run("acls.sh", "list").output())
                .containsPattern(
                        "order-service +topic +payment-completed.orders.\\* +DescribeConfigs");

        Files.writeString(
                table, Files.readString(table).replace("order-created ", "order-cancelled "));
        var drift = run("acls.sh", "check", "--file", file);
        assertThat(drift.exitCode()).isEqualTo(1);
        assertThat(drift.output())
                .contains(
                        "missing on the broker: order-service topic order-cancelled Write",
                        "not in the table: order-service topic order-created Write")
                .doesNotContain("payment-completed");
    }

    @Test
    void speed_is_measured_on_a_topic_that_is_gone_afterwards() throws Exception {
        var measured = run("perf-test.sh", "--records", "100", "--record-size", "10");
        assertThat(measured.output())
                .contains("100 records sent", "100 records read")
                .doesNotContain("could not be deleted");
        assertThat(measured.exitCode()).isZero();
        try (var admin = admin()) {
            assertThat(admin.listTopics().names().get())
                    .noneMatch(name -> name.startsWith("perf-test-"));
        }
    }

    /** Docker is played here: what matters is which command of which container is called. */
    @Test
    void where_compose_runs_the_broker_its_own_tools_are_used() throws Exception {
        var checkout = folder.resolve("checkout");
        var scripts = Files.createDirectories(checkout.resolve("kafka-scripts"));
        for (var name : List.of("lib.sh", "describe-topics.sh")) {
            Files.copy(
                    SCRIPTS.resolve(name),
                    scripts.resolve(name),
                    StandardCopyOption.COPY_ATTRIBUTES);
        }
        Files.createFile(checkout.resolve("docker-compose-kafka.yml"));
        var docker =
                Files.writeString(
                        Files.createDirectories(folder.resolve("bin")).resolve("docker"),
                        """
                        #!/bin/sh
                        echo "$*" >> "$0.calls"
                        case $* in
                            *" ps "*) echo 0123456789ab ;;
                            *) printf 'Topic: a\\tPartitionCount: 3\\tReplicationFactor: 1\\tConfigs: \\n' ;;
                        esac
                        """);
        assertThat(docker.toFile().setExecutable(true)).isTrue();
        var builder = new ProcessBuilder(scripts.resolve("describe-topics.sh").toString());
        builder.environment().merge("PATH", docker.getParent() + ":", (path, bin) -> bin + path);
        builder.environment().put("KAFKA_HOME", "/no/kafka/here");

        assertThat(finish(builder, "").output()).containsPattern("a +3 +1 +7.0 days");

        var compose = "compose -f %s/docker-compose-kafka.yml".formatted(checkout);
        assertThat(Path.of(docker + ".calls"))
                .hasContent(
                        """
                        %s ps --quiet --status running kafka
                        %s exec -T kafka bash /opt/orderflow/tool.sh topics --describe --exclude-internal
                        """
                                .formatted(compose, compose));
    }

    /** A topic that no other test knows. */
    private static String createTopic(int partitions) throws Exception {
        var name = "topic-" + UUID.randomUUID();
        try (var admin = admin()) {
            var topic = new NewTopic(name, Optional.of(partitions), Optional.empty());
            admin.createTopics(List.of(topic)).all().get();
        }
        return name;
    }

    private static void send(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (var producer =
                new KafkaProducer<>(
                        client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static Admin admin() {
        return Admin.create(client());
    }

    private static Map<String, Object> client() {
        return Map.of("bootstrap.servers", kafka.bootstrapServers());
    }

    private static void change(String topic) throws Exception {
        try (var admin = admin()) {
            admin.createPartitions(Map.of(topic, NewPartitions.increaseTo(4))).all().get();
            admin.incrementalAlterConfigs(
                            Map.of(
                                    new ConfigResource(Type.TOPIC, topic),
                                    List.of(
                                            set("retention.ms", "1000"),
                                            set("cleanup.policy", "compact,delete"),
                                            new AlterConfigOp(
                                                    new ConfigEntry("max.message.bytes", null),
                                                    OpType.DELETE))))
                    .all()
                    .get();
        }
    }

    private static AlterConfigOp set(String name, String value) {
        return new AlterConfigOp(new ConfigEntry(name, value), OpType.SET);
    }

    private static long committed(String group) throws Exception {
        try (var admin = admin()) {
            return admin
                    .listConsumerGroupOffsets(group)
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .values()
                    .stream()
                    .mapToLong(it -> it.offset())
                    .sum();
        }
    }

    private interface Step {
        void run() throws Exception;
    }

    /** While somebody is in the group; its heartbeats come by themselves. */
    private static void whileActive(String group, String topic, Step step) throws Exception {
        var settings = new HashMap<>(client());
        settings.put("group.id", group);
        settings.put("enable.auto.commit", "false");
        try (var consumer =
                new KafkaConsumer<>(
                        settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(topic));
            while (consumer.assignment().isEmpty()) {
                consumer.poll(Duration.ofMillis(100));
            }
            step.run();
        }
    }

    private static Finished run(String script, String... args) throws Exception {
        return runWithInput("", script, args);
    }

    private static Finished runWithInput(String input, String script, String... args)
            throws Exception {
        var all = new ArrayList<>(List.of(args));
        all.addAll(List.of("--bootstrap-server", kafka.bootstrapServers()));
        return finish(builder(script, all), input);
    }

    /** Without a broker. */
    private static Finished runAlone(String script, String... args) throws Exception {
        return finish(builder(script, List.of(args)), "");
    }

    private static ProcessBuilder builder(String script, List<String> args) {
        var command = new ArrayList<>(List.of(SCRIPTS.resolve(script).toString()));
        command.addAll(args);
        var builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(
                        Map.of(
                                "KAFKA_HOME",
                                "/no/kafka/here",
                                "KAFKA_TOOLS_CLASSPATH",
                                TOOLS,
                                "JAVA_HOME",
                                System.getProperty("java.home")));
        return builder;
    }

    private static Finished finish(ProcessBuilder builder, String input) throws Exception {
        var process = builder.redirectErrorStream(true).start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(UTF_8));
        }
        var output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Finished(process.waitFor(), output);
    }

    private record Finished(int exitCode, String output) {}
}
