package dev.orderflow.cli.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * What is on a topic, partition by partition, each in its order, in words. Knows nothing of
 * backups.
 */
final class TopicContents {

    private TopicContents() {}

    static List<String> of(OwnBroker kafka, String topic) {
        var contents = new ArrayList<String>();
        try (var consumer =
                new KafkaConsumer<>(
                        kafka.client(), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            for (int number = 0; number < consumer.partitionsFor(topic).size(); number++) {
                var partition = new TopicPartition(topic, number);
                consumer.assign(List.of(partition));
                consumer.seekToBeginning(List.of(partition));
                long end = consumer.endOffsets(List.of(partition)).get(partition);
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(100)).forEach(it -> contents.add(words(it)));
                }
            }
        }
        return contents;
    }

    private static String words(ConsumerRecord<byte[], byte[]> record) {
        var headers = new ArrayList<String>();
        record.headers().forEach(it -> headers.add(it.key() + "=" + hex(it.value())));
        return "%d: %d %s %s %s"
                .formatted(
                        record.partition(),
                        record.timestamp(),
                        hex(record.key()),
                        hex(record.value()),
                        headers);
    }

    private static String hex(byte[] bytes) {
        return bytes == null ? "null" : "'" + HexFormat.of().formatHex(bytes) + "'";
    }
}
