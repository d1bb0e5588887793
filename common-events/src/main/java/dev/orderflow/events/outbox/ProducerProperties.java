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
 * @param maxBlockMs milliseconds that a topic may be looked for in vain
 * @param requestTimeoutMs milliseconds that a broker may take to answer, before another one is
 *     asked
 * @param deliveryTimeoutMs milliseconds after which a record is given back. Its sender waits about
 *     as long: one that stayed longer would be sent again while it is still on its way
 * @param maxRequestSize bytes; an event must be 68 KiB smaller, so that one of the largest size
 *     still finds room for its headers, also for those of a dead letter
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
        @DefaultValue("5000") int maxBlockMs,
        @DefaultValue("10000") int requestTimeoutMs,
        @DefaultValue("30000") int deliveryTimeoutMs,
        @DefaultValue("1114112") int maxRequestSize) {

    private static final int OVERHEAD = 68 * 1024;

    int maxEventBytes() {
        return maxRequestSize - OVERHEAD;
    }

    Map<String, Object> asKafkaConfig() {
        return Map.ofEntries(
                Map.entry(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class),
                Map.entry(ProducerConfig.ACKS_CONFIG, acks),
                Map.entry(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, enableIdempotence),
                Map.entry(ProducerConfig.RETRIES_CONFIG, retries),
                Map.entry(ProducerConfig.BATCH_SIZE_CONFIG, batchSize),
                Map.entry(ProducerConfig.LINGER_MS_CONFIG, lingerMs),
                Map.entry(ProducerConfig.BUFFER_MEMORY_CONFIG, bufferMemory),
                Map.entry(ProducerConfig.COMPRESSION_TYPE_CONFIG, compressionType),
                Map.entry(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, maxRequestSize),
                Map.entry(ProducerConfig.MAX_BLOCK_MS_CONFIG, maxBlockMs),
                Map.entry(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, requestTimeoutMs),
                Map.entry(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, deliveryTimeoutMs));
    }
}
