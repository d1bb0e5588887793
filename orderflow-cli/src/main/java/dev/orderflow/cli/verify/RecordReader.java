package dev.orderflow.cli.verify;

import dev.orderflow.cli.topic.Broker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads topics from their beginning, on and on. In no group. */
final class RecordReader implements AutoCloseable {

    private static final Duration A_MOMENT = Duration.ofMillis(200);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final List<TopicPartition> partitions;

    RecordReader(Broker broker, Collection<String> topics) {
        consumer = broker.consumer();
        partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Where the topics end now. */
    Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /**
     * The next records, in the order of each partition; none where all has been read up to there.
     */
    List<ConsumerRecord<byte[], byte[]>> next(Map<TopicPartition, Long> ends) {
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (records.isEmpty()
                && partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))) {
            consumer.poll(A_MOMENT).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
