package dev.orderflow.events.consumer;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.BackOffExecution;

/**
 * @param delays the pauses between the attempts at a record that fails, on the consumer's thread;
 *     as many as there are retries
 */
@ConfigurationProperties("app.kafka.retry")
record RetryProperties(@DefaultValue({"200ms", "600ms", "1800ms"}) List<Duration> delays) {

    BackOff asBackOff() {
        return () -> {
            var left = delays.iterator();
            return () -> left.hasNext() ? left.next().toMillis() : BackOffExecution.STOP;
        };
    }
}
