package dev.orderflow.cli.topic;

import dev.orderflow.cli.stack.StackProblem;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Compares a topic with a backup: each partition has the same records in the same order. Offsets
 * may differ.
 */
public final class TopicComparison {

    private final Broker broker;

    /** A comparison with topics of this broker. */
    public TopicComparison(Broker broker) {
        this.broker = broker;
    }

    /**
     * Returns the first difference, in a sentence; empty where there is none.
     *
     * @param topic null for the one that the backup is of
     * @throws StackProblem where there is no such topic, or the file is not a whole backup
     */
    public Optional<String> firstDifference(Path file, @Nullable String topic) {
        try (var kept = BackupReader.open(file);
                var consumer = broker.consumer();
                var topics = new TopicAdmin(broker)) {
            var name = topic == null ? kept.manifest().topic() : topic;
            var there = topics.describe(name).orElseThrow(() -> topics.unknown(name));
            int partitions = kept.manifest().partitions();
            return there.partitions() == partitions
                    ? firstDifference(kept, there, consumer)
                    : Optional.of(
                            "%s has %d partitions, the backup has %d."
                                    .formatted(name, there.partitions(), partitions));
        } catch (KafkaException e) {
            throw broker.explained(e);
        }
    }

    private Optional<String> firstDifference(
            BackupReader backup, Manifest topic, KafkaConsumer<byte[], byte[]> consumer) {
        var ends = consumer.endOffsets(TopicBackup.assign(consumer, topic));
        var kept = backup.next();
        for (int number = 0; number < topic.partitions(); number++) {
            var partition = new TopicPartition(topic.topic(), number);
            var records = new PartitionReader(broker, consumer, partition, ends.get(partition));
            for (long position = 1; ; position++) {
                var wanted = kept != null && kept.partition() == number ? kept : null;
                var found = records.next();
                var difference = difference(wanted, found);
                if (difference != null) {
                    return Optional.of(
                            "%s differs from the backup: of record %d of partition %d, %s."
                                    .formatted(topic.topic(), position, number, difference));
                }
                if (wanted == null) {
                    break;
                }
                kept = backup.next();
            }
        }
        return Optional.empty();
    }

    private static @Nullable String difference(
            @Nullable KeptRecord wanted, @Nullable KeptRecord found) {
        if (wanted == null || found == null) {
            return wanted == found
                    ? null
                    : wanted == null
                            ? "which lies at offset %d, the backup has none"
                                    .formatted(found.offset())
                            : "which was at offset %d, the topic has none"
                                    .formatted(wanted.offset());
        }
        var part = wanted.differenceTo(found);
        return part == null
                ? null
                : "at offset %d, once at offset %d, the %s"
                        .formatted(found.offset(), wanted.offset(), part);
    }
}
