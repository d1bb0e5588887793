package dev.orderflow.events.consumer;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.RangeAssignor;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Kafka's settings of the same names, and two of our own.
 *
 * @param groupId by default {@code <service>-group}
 * @param maxPollRecords the most events in one transaction
 * @param maxPollIntervalMs milliseconds; must be longer than handling {@code maxPollRecords} one by
 *     one can take
 * @param fetchMaxWaitMs milliseconds; an idle consumer's request waits so long at the broker, an
 *     event ends the wait
 * @param concurrency consumer threads of this instance; more than the topics' partitions stay idle
 * @param batch whether a poll's events share a transaction; off only to measure what that gains
 */
@Validated
@ConfigurationProperties("app.kafka.consumer")
record ConsumerProperties(
        @Nullable String groupId,
        @DefaultValue("earliest") String autoOffsetReset,
        @DefaultValue("false") boolean enableAutoCommit,
        @DefaultValue("read_committed") String isolationLevel,
        @DefaultValue("500") @Min(1) @Max(5_000) int maxPollRecords,
        @DefaultValue("300000") int maxPollIntervalMs,
        @DefaultValue("10000") int sessionTimeoutMs,
        @DefaultValue("3000") int heartbeatIntervalMs,
        @DefaultValue("1") int fetchMinBytes,
        @DefaultValue("500") int fetchMaxWaitMs,
        @DefaultValue("52428800") int fetchMaxBytes,
        @DefaultValue("1048576") int maxPartitionFetchBytes,
        @DefaultValue("1") @Min(1) @Max(64) int concurrency,
        @DefaultValue("true") boolean batch) {

    ConsumerProperties {
        if (enableAutoCommit) {
            throw new IllegalArgumentException(
                    "app.kafka.consumer.enable-auto-commit must be false: "
                            + "offsets are committed after the database transaction, or events are lost in a crash");
        }
    }

    Map<String, Object> asKafkaConfig() {
        var config = new HashMap<String, Object>();
        config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
        // Partition n of each topic goes to the same consumer: all events of an order meet in one
        // thread, and
        // listeners of one service do not wait for each other's row locks.
        config.put(
                ConsumerConfig.PARTITION_ASSIGNMENT_STRATEGY_CONFIG, RangeAssignor.class.getName());
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, autoOffsetReset);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolationLevel);
        config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
        config.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, maxPollIntervalMs);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, sessionTimeoutMs);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, heartbeatIntervalMs);
        config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, fetchMinBytes);
        config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, fetchMaxWaitMs);
        config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, fetchMaxBytes);
        config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, maxPartitionFetchBytes);
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }
}
