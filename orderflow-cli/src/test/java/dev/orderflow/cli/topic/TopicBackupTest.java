package dev.orderflow.cli.topic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.cli.stack.StackProblem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.ConfigResource.Type;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.assertj.core.api.ThrowableAssertAlternative;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Out of a topic, into a file, and back: everything survives, or nothing is written. */
class TopicBackupTest {

    @RegisterExtension static final OwnBroker kafka = new OwnBroker();

    private static final long LONG_AGO = Instant.parse("2020-02-29T12:00:00.123Z").toEpochMilli();
    private static final Map<String, String> FOREVER = Map.of("retention.ms", "-1");

    @TempDir Path folder;
    final Broker broker = Broker.at(kafka.bootstrapServers(), null);
    final String restored = "restored-" + UUID.randomUUID();

    @Test
    void bytes_nulls_headers_times_partitions_and_order_survive() throws Exception {
        var topic = kafka.createTopic(3, Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
        kafka.send(nastyRecords(topic));
        var file = folder.resolve("backup");

        assertThat(backup(topic, file)).isEqualTo(8);
        assertThat(restore(file, restored, null)).isEqualTo(8);

        assertThat(compare(file, restored)).isEmpty();
        // And by other eyes than those that wrote the file.
        assertThat(TopicContents.of(kafka, restored)).isEqualTo(TopicContents.of(kafka, topic));
        assertThat(settings(restored)).containsAllEntriesOf(FOREVER);
    }

    @Test
    void offsets_may_have_gaps_and_partitions_may_be_empty() throws Exception {
        var topic = kafka.createTopic(3, FOREVER);
        kafka.send(
                List.of(
                        record(topic, 2, "gone"),
                        record(topic, 2, "first"),
                        record(topic, 2, "second")));
        deleteBefore(topic, 2, 1);
        var file = folder.resolve("backup");

        assertThat(backup(topic, file)).isEqualTo(2);
        restore(file, restored, null);

        assertThat(TopicContents.of(kafka, restored)).isEqualTo(TopicContents.of(kafka, topic));
        assertThat(compare(file, topic)).isEmpty();
    }

    @Test
    void a_backup_never_replaces_a_file_and_leaves_nothing_of_one_that_fails() throws Exception {
        var topic = kafka.createTopic(1, FOREVER);
        var file = Files.writeString(folder.resolve("precious"), "data");

        assertThatProblem(() -> backup(topic, file)).withMessageContaining("exists already");
        assertThatProblem(() -> backup("nobody-knows-it", folder.resolve("new")))
                .withMessageContaining("There is no topic 'nobody-knows-it'");
        assertThatProblem(() -> backup(topic, folder.resolve("no/folder")))
                .withMessageContaining("cannot be written");

        assertThat(file).hasContent("data");
        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void a_backup_that_ends_halfway_leaves_nothing() throws Exception {
        var file = folder.resolve("halfway");
        try (var writer = new BackupWriter(file, new Manifest("any", 1, Map.of()))) {
            var headers = new RecordHeaders();
            writer.write(new KeptRecord(0, 0, 0, null, bytes("written"), headers));
            try (var files = Files.list(folder)) {
                assertThat(files).hasSize(1).doesNotContain(file);
            }
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_file_that_is_cut_off_anywhere_is_refused_before_anything_is_written() throws Exception {
        var bytes = backupOfNastyRecords();
        var cut = folder.resolve("cut");
        for (int length = 0; length < bytes.length; length++) {
            Files.write(cut, Arrays.copyOf(bytes, length));
            assertIsRefused(cut);
        }
        Files.write(cut, Arrays.copyOf(bytes, bytes.length + 1));
        assertIsRefused(cut);
        assertThat(topics()).doesNotContain(restored);
    }

    @Test
    void a_file_with_any_byte_changed_is_refused_before_anything_is_written() throws Exception {
        var bytes = backupOfNastyRecords();
        var changed = folder.resolve("changed");
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] ^= 0x41;
            Files.write(changed, bytes);
            bytes[at] ^= 0x41;
            assertIsRefused(changed);
        }
        assertThat(topics()).doesNotContain(restored);
    }

    @Test
    void records_are_not_added_to_others() throws Exception {
        var topic = kafka.createTopic(2, FOREVER);
        kafka.send(List.of(record(topic, 1, "one")));
        var file = folder.resolve("backup");
        backup(topic, file);

        assertThatProblem(() -> restore(file, null, null))
                .withMessageContaining(topic + " has records");

        // Empty is also one whose records are gone, and there it may go.
        deleteBefore(topic, 1, 1);
        assertThat(restore(file, null, null)).isEqualTo(1);
        assertThat(compare(file, topic)).isEmpty();
    }

    @Test
    void a_topic_with_other_partitions_is_refused() throws Exception {
        var topic = kafka.createTopic(2, FOREVER);
        var other = kafka.createTopic(3, FOREVER);
        var file = folder.resolve("backup");
        backup(topic, file);

        assertThatProblem(() -> restore(file, other, null))
                .withMessageContaining("has 3 partitions, the backup has 2");
        assertThat(compare(file, other)).hasValueSatisfying(it -> it.contains("3 partitions"));
    }

    @Test
    void what_the_broker_would_soon_delete_is_refused_with_the_way_out() throws Exception {
        var topic = kafka.createTopic(1, FOREVER);
        kafka.send(List.of(record(topic, 0, LONG_AGO, null, bytes("old"))));
        var file = folder.resolve("backup");
        backup(topic, file);
        var week = kafka.createTopic(1, Map.of("retention.ms", "604800000"));

        assertThatProblem(() -> restore(file, week, null))
                .withMessageContaining("keeps records for 7 days")
                .withMessageContaining("--retention-ms -1");
        assertThatProblem(() -> restore(file, restored, Duration.ofDays(7).toMillis()))
                .withMessageContaining("keeps records for 7 days");
        assertThat(topics()).doesNotContain(restored);

        assertThat(restore(file, restored, -1L)).isEqualTo(1);
    }

    @Test
    void a_topic_that_stamps_records_itself_is_refused() throws Exception {
        var topic = kafka.createTopic(1, FOREVER);
        var stamps = kafka.createTopic(1, Map.of("message.timestamp.type", "LogAppendTime"));
        var file = folder.resolve("backup");
        backup(topic, file);

        assertThatProblem(() -> restore(file, stamps, null))
                .withMessageContaining("the time of their arrival");
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "value", "timestamp", "headers", "missing", "added"})
    void a_difference_is_found(String what) throws Exception {
        var topic = kafka.createTopic(1, FOREVER);
        kafka.send(
                List.of(
                        record(
                                topic,
                                0,
                                5,
                                bytes("k"),
                                bytes("v"),
                                new RecordHeader("h", bytes("1")))));
        var file = folder.resolve("backup");
        backup(topic, file);

        var other = kafka.createTopic(1, FOREVER);
        if (!what.equals("missing")) {
            kafka.send(
                    List.of(
                            record(
                                    other,
                                    0,
                                    what.equals("timestamp") ? 6 : 5,
                                    bytes(what.equals("key") ? "K" : "k"),
                                    what.equals("value") ? null : bytes("v"),
                                    new RecordHeader(
                                            "h", bytes(what.equals("headers") ? "2" : "1")))));
        }
        if (what.equals("added")) {
            kafka.send(List.of(record(other, 0, "more")));
        }

        assertThat(compare(file, other))
                .hasValueSatisfying(
                        it ->
                                assertThat(it)
                                        .contains(
                                                switch (what) {
                                                    case "missing" -> "the topic has none";
                                                    case "added" -> "the backup has none";
                                                    default -> "the " + what;
                                                }));
    }

    @Test
    void a_broker_that_is_away_is_told_of_in_a_sentence() {
        var settings = folder.resolve("impatient.properties");
        assertThatProblem(() -> Broker.at("127.0.0.1:1", settings).admin())
                .withMessageContaining("impatient.properties cannot be read");
        assertThatProblem(() -> new TopicBackup(away(settings)).write("any", folder.resolve("new")))
                .withMessageContaining("No broker answers at 127.0.0.1:1");
    }

    private static Broker away(Path settings) throws Exception {
        Files.writeString(settings, "default.api.timeout.ms=500\nrequest.timeout.ms=300\n");
        return Broker.at("127.0.0.1:1", settings);
    }

    private byte[] backupOfNastyRecords() throws Exception {
        var topic = kafka.createTopic(3, FOREVER);
        kafka.send(nastyRecords(topic));
        var file = folder.resolve("backup");
        backup(topic, file);
        return Files.readAllBytes(file);
    }

    private static List<ProducerRecord<byte[], byte[]>> nastyRecords(String topic) {
        var everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        var headers =
                new Header[] {
                    new RecordHeader("", bytes("no name")),
                    new RecordHeader("twice", bytes("1")),
                    new RecordHeader("null", (byte[]) null),
                    new RecordHeader("empty", new byte[0]),
                    new RecordHeader("twice", everyByte),
                    new RecordHeader("이름", bytes("값"))
                };
        return List.of(
                record(topic, 0, LONG_AGO, everyByte, everyByte),
                record(topic, 0, 0, null, bytes("before all time")),
                record(topic, 0, LONG_AGO, bytes("tombstone"), null),
                record(topic, 2, LONG_AGO, null, null),
                record(topic, 2, LONG_AGO, new byte[0], new byte[0]),
                record(topic, 2, 1, bytes("k"), bytes("v"), headers),
                record(topic, 2, 1, bytes("k"), bytes("v"), headers),
                record(topic, 2, LONG_AGO, bytes("\t\n\0"), bytes("\r\n")));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic,
            int partition,
            long timestamp,
            byte[] key,
            byte[] value,
            Header... headers) {
        return new ProducerRecord<>(
                topic, partition, timestamp, key, value, Arrays.asList(headers));
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, String value) {
        return new ProducerRecord<>(topic, partition, null, bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private long backup(String topic, Path file) {
        return new TopicBackup(broker).write(topic, file);
    }

    private long restore(Path file, String topic, Long retentionMs) {
        return new TopicRestore(broker).write(file, topic, retentionMs);
    }

    private Optional<String> compare(Path file, String topic) {
        return new TopicComparison(broker).firstDifference(file, topic);
    }

    /** By a broker that is not there: so nothing was even asked of it. */
    private void assertIsRefused(Path file) {
        assertThatProblem(
                        () ->
                                new TopicRestore(Broker.at("127.0.0.1:1", null))
                                        .write(file, restored, null))
                .withMessageMatching("(?s).*(is damaged|is not a backup).*");
    }

    private static ThrowableAssertAlternative<StackProblem> assertThatProblem(
            ThrowingCallable call) {
        return assertThatExceptionOfType(StackProblem.class).isThrownBy(call);
    }

    private static void deleteBefore(String topic, int partition, long offset) throws Exception {
        try (var admin = kafka.admin()) {
            admin.deleteRecords(
                            Map.of(
                                    new TopicPartition(topic, partition),
                                    RecordsToDelete.beforeOffset(offset)))
                    .all()
                    .get();
        }
    }

    private static Set<String> topics() throws Exception {
        try (var admin = kafka.admin()) {
            return admin.listTopics().names().get();
        }
    }

    private static Map<String, String> settings(String topic) throws Exception {
        try (var admin = kafka.admin()) {
            var resource = new ConfigResource(Type.TOPIC, topic);
            var all = admin.describeConfigs(List.of(resource)).all().get().get(resource);
            return all.entries().stream()
                    .filter(it -> it.value() != null)
                    .collect(Collectors.toMap(it -> it.name(), it -> it.value()));
        }
    }
}
