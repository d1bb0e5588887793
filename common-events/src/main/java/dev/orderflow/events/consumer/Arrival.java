package dev.orderflow.events.consumer;

import dev.orderflow.events.wire.RecordOrigin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * A record, and where it stands on its way.
 *
 * @param tier 0 on the source topic, n on its n-th retry topic
 */
record Arrival(ConsumerRecord<byte[], byte[]> record, RecordOrigin origin, int tier) {

    TopicPartition partition() {
        return new TopicPartition(record.topic(), record.partition());
    }

    /** How often it has been tried once this try has ended. */
    int attempt() {
        return origin.attempts() + 1;
    }

    @Override
    public String toString() {
        return record.topic() + "-" + record.partition() + "@" + record.offset();
    }
}
