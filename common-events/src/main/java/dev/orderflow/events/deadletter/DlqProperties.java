package dev.orderflow.events.deadletter;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param retention how long a dead letter is kept after the last thing that happened to it, in
 *     whatever state it is; as long as it is kept, a discarded one can be restored. Not shorter
 *     than the retention of the dead-letter topics, or a letter read again would open anew
 * @param auditRetention how long it is known who did what; longer than the letters themselves
 */
@ConfigurationProperties("app.kafka.dlq")
record DlqProperties(
        @DefaultValue("14d") Duration retention, @DefaultValue("365d") Duration auditRetention) {}
