package dev.orderflow.events.consumer;

import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param delays how long a record waits before each further try, one retry topic for each; with up
 *     to a fifth on top, so that many that failed together do not come back together. At least one:
 *     replays go through the first
 */
@Validated
@ConfigurationProperties("app.kafka.retry")
record RetryProperties(
        @DefaultValue({"1s", "5s", "30s"}) @Size(min = 1, max = 10) List<Duration> delays) {

    RetryProperties {
        if (delays.stream().anyMatch(delay -> delay.isNegative() || delay.toDays() > 0)) {
            throw new IllegalArgumentException(
                    "app.kafka.retry.delays must be between 0 and a day, but are " + delays);
        }
    }

    /** From the first failure to the last try, at most. */
    Duration horizon() {
        return delays.stream().reduce(Duration.ZERO, Duration::plus).multipliedBy(2);
    }
}
