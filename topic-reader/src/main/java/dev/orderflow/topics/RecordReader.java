package dev.orderflow.topics;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** Reads partitions from somewhere to an end, on and on. In no group. */
public final class RecordReader implements AutoCloseable {

    /** What a consumer needs to be set to, beside where the broker is. */
    public static final Map<String, String> SETTINGS =
            Map.of(
                    "isolation.level", "read_committed",
                    "auto.offset.reset", "none",
                    "enable.auto.commit", "false",
                    // Reads to a known end: nobody has to be waited for.
                    "fetch.max.wait.ms", "50",
                    "allow.auto.create.topics", "false");

    private static final Duration A_MOMENT = Duration.ofMillis(200);
    private static final Duration FOREVER = Duration.ofDays(1);

    private final Consumer<byte[], byte[]> consumer;
    private final Collection<TopicPartition> partitions;

    private RecordReader(Consumer<byte[], byte[]> consumer, Collection<TopicPartition> partitions) {
        this.consumer = consumer;
        this.partitions = List.copyOf(partitions);
        consumer.assign(this.partitions);
    }

    /** All of these topics, from their beginning. The reader closes the consumer. */
    public static RecordReader fromBeginning(
            Consumer<byte[], byte[]> consumer, Collection<String> topics) {
        var partitions =
                topics.stream()
                        .flatMap(topic -> consumer.partitionsFor(topic).stream())
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        var reader = new RecordReader(consumer, partitions);
        consumer.seekToBeginning(partitions);
        return reader;
    }

    /** These partitions, each from this offset, which must be there. */
    public static RecordReader from(
            Map<TopicPartition, Long> starts, Consumer<byte[], byte[]> consumer) {
        var reader = new RecordReader(consumer, starts.keySet());
        starts.forEach(consumer::seek);
        return reader;
    }

    /** Where the topics end now. */
    public Map<TopicPartition, Long> ends() {
        return consumer.endOffsets(partitions);
    }

    /** What comes next, in each partition. */
    public Map<TopicPartition, Long> positions() {
        var positions = new HashMap<TopicPartition, Long>();
        partitions.forEach(it -> positions.put(it, consumer.position(it)));
        return positions;
    }

    /**
     * The next records, in the order of each partition; none where all has been read up to there.
     */
    public List<ConsumerRecord<byte[], byte[]>> next(Map<TopicPartition, Long> ends) {
        return next(ends, FOREVER);
    }

    /** The same; none as well where none came in so long. */
    public List<ConsumerRecord<byte[], byte[]>> next(
            Map<TopicPartition, Long> ends, Duration patience) {
        var begin = System.nanoTime();
        var records = new ArrayList<ConsumerRecord<byte[], byte[]>>();
        while (records.isEmpty()
                && partitions.stream().anyMatch(it -> consumer.position(it) < ends.get(it))
                && System.nanoTime() - begin < patience.toNanos()) {
            consumer.poll(A_MOMENT).forEach(records::add);
        }
        return records;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
