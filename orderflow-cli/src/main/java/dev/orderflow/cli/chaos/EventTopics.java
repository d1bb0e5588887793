package dev.orderflow.cli.chaos;

import dev.orderflow.cli.verify.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Reads events, in no group, and delivers them again as they were: same partition, same bytes. */
final class EventTopics implements AutoCloseable {

    private static final String COPY = "chaos-copy";
    private static final Duration A_MOMENT = Duration.ofMillis(100);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;

    EventTopics(String bootstrapServers) {
        var client =
                Map.<String, Object>of(
                        "bootstrap.servers",
                        bootstrapServers,
                        "auto.offset.reset",
                        "none",
                        "enable.auto.commit",
                        false);
        consumer =
                new KafkaConsumer<>(
                        client, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 5),
                        new ByteArraySerializer(),
                        new ByteArraySerializer());
    }

    /** The topics of all events. */
    static Set<String> all() {
        return Subscription.ALL.stream().map(Subscription::topic).collect(Collectors.toSet());
    }

    List<TopicPartition> partitions(Collection<String> topics) {
        return topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
    }

    Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
        return consumer.endOffsets(partitions);
    }

    /** From now on, what comes new is read. */
    void goToEnd(Collection<TopicPartition> partitions) {
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** What has come since, but for copies. */
    List<ConsumerRecord<byte[], byte[]>> fresh() {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        for (var record : consumer.poll(A_MOMENT)) {
            if (record.headers().lastHeader(COPY) == null) {
                records.add(record);
            }
        }
        return records;
    }

    /** All between these offsets of a partition. */
    List<ConsumerRecord<byte[], byte[]>> read(TopicPartition partition, long from, long to) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        consumer.assign(List.of(partition));
        consumer.seek(partition, from);
        while (consumer.position(partition) < to) {
            for (var record : consumer.poll(A_MOMENT)) {
                if (record.offset() < to) {
                    records.add(record);
                }
            }
        }
        return records;
    }

    /** As the relay would after a crash, or a consumer's group after a reset. */
    void deliverAgain(ConsumerRecord<byte[], byte[]> record) {
        var copy =
                new ProducerRecord<>(
                        record.topic(), record.partition(), record.key(), record.value());
        record.headers().forEach(copy.headers()::add);
        copy.headers().add(COPY, new byte[0]);
        producer.send(copy);
    }

    void flush() {
        producer.flush();
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
