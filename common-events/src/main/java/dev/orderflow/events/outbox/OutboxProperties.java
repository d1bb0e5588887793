package dev.orderflow.events.outbox;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * @param relay whether this instance may send what lies in the outbox; off where Debezium reads it,
 *     and in tests that step the relay by hand
 * @param pollInterval how long the relay rests when nobody wakes it: how soon it notices rows of
 *     another instance, and how often an instance that is not the owner tries to become it
 * @param batchSize how many rows one pass may read, send and remove; they are in memory together
 * @param batchBytes how large their payloads may be together; one row is read whatever its size
 */
@Validated
@ConfigurationProperties("app.kafka.outbox")
record OutboxProperties(
        @DefaultValue("true") boolean relay,
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("500") @Min(1) @Max(10_000) int batchSize,
        @DefaultValue("16MB") DataSize batchBytes) {}
