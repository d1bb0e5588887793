package dev.orderflow.cli.topic;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The records of a partition from its beginning to an end that is fixed beforehand, in their order.
 */
final class PartitionReader {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Broker broker;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final TopicPartition partition;
    private final long end;
    private Iterator<ConsumerRecord<byte[], byte[]>> polled = Collections.emptyIterator();

    PartitionReader(
            Broker broker,
            KafkaConsumer<byte[], byte[]> consumer,
            TopicPartition partition,
            long end) {
        this.broker = broker;
        this.consumer = consumer;
        this.partition = partition;
        this.end = end;
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
    }

    /** The next record; null after the last. */
    @Nullable KeptRecord next() {
        try {
            poll();
        } catch (KafkaException e) {
            throw broker.explained(e);
        }
        if (!polled.hasNext()) {
            return null;
        }
        var record = KeptRecord.of(polled.next());
        // Written since the end was fixed.
        return record.offset() < end ? record : null;
    }

    /** Until there is something, or nothing more to come: the last offset may hold no record. */
    private void poll() {
        long waiting = System.nanoTime();
        while (!polled.hasNext() && consumer.position(partition) < end) {
            if (System.nanoTime() - waiting > PATIENCE.toNanos()) {
                throw broker.noAnswer(null);
            }
            try {
                polled = consumer.poll(Duration.ofMillis(500)).records(partition).iterator();
            } catch (OffsetOutOfRangeException deletedMeanwhile) {
                consumer.seekToBeginning(List.of(partition));
            }
        }
    }
}
