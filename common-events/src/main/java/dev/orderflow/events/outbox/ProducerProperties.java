package dev.orderflow.events.outbox;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Kafka's settings of the same names. A weaker {@code acks} or no idempotence would lose or reorder
 * events; they can be set to measure what they cost.
 *
 * @param lingerMs milliseconds; 0 adds nothing to a lone event, and batches form by themselves
 *     under load
 * @param batchSize bytes a partition
 * @param bufferMemory bytes
 * @param maxRequestSize bytes; also the largest event that can be published
 */
@ConfigurationProperties("app.kafka.producer")
record ProducerProperties(
        @DefaultValue("all") String acks,
        @DefaultValue("true") boolean enableIdempotence,
        @DefaultValue("2147483647") int retries,
        @DefaultValue("65536") int batchSize,
        @DefaultValue("0") int lingerMs,
        @DefaultValue("33554432") long bufferMemory,
        @DefaultValue("none") String compressionType,
        @DefaultValue("1048576") int maxRequestSize) {

    /** Left free for key, headers and the record's own overhead within a request. */
    private static final int OVERHEAD = 4096;

    int maxEventBytes() {
        return maxRequestSize - OVERHEAD;
    }

    Map<String, Object> asKafkaConfig() {
        return Map.of(
                ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class,
                ProducerConfig.ACKS_CONFIG, acks,
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, enableIdempotence,
                ProducerConfig.RETRIES_CONFIG, retries,
                ProducerConfig.BATCH_SIZE_CONFIG, batchSize,
                ProducerConfig.LINGER_MS_CONFIG, lingerMs,
                ProducerConfig.BUFFER_MEMORY_CONFIG, bufferMemory,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, compressionType,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequestSize);
    }
}
