package dev.orderflow.cli.topic;

import dev.orderflow.cli.stack.StackProblem;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;

/**
 * Copies a topic into a file: all records that were on it at the start, of each partition in their
 * order.
 */
public final class TopicBackup {

    private final Broker broker;

    /** A backup of topics of this broker. */
    public TopicBackup(Broker broker) {
        this.broker = broker;
    }

    /**
     * Returns the number of records. The file appears only when it is whole.
     *
     * @throws StackProblem where there is no such topic, or the file exists or cannot be written
     */
    public long write(String topic, Path file) {
        var manifest = manifest(topic);
        try (var consumer = broker.consumer();
                var out = new BackupWriter(file, manifest)) {
            var ends = consumer.endOffsets(assign(consumer, manifest));
            for (int number = 0; number < manifest.partitions(); number++) {
                var partition = new TopicPartition(topic, number);
                var records = new PartitionReader(broker, consumer, partition, ends.get(partition));
                for (var record = records.next(); record != null; record = records.next()) {
                    out.write(record);
                }
            }
            return out.finish();
        } catch (FileAlreadyExistsException e) {
            throw new StackProblem("%s exists already: choose another name.".formatted(file), e);
        } catch (IOException e) {
            throw new StackProblem("%s cannot be written (%s).".formatted(file, e), e);
        } catch (KafkaException e) {
            throw broker.explained(e);
        }
    }

    private Manifest manifest(String topic) {
        try (var topics = new TopicAdmin(broker)) {
            return topics.describe(topic).orElseThrow(() -> topics.unknown(topic));
        }
    }

    /** The partitions of a topic, which the consumer reads from now on. */
    static List<TopicPartition> assign(KafkaConsumer<byte[], byte[]> consumer, Manifest topic) {
        var partitions =
                IntStream.range(0, topic.partitions())
                        .mapToObj(number -> new TopicPartition(topic.topic(), number))
                        .toList();
        // Else the client complains of every answer about them.
        consumer.assign(partitions);
        return partitions;
    }
}
