package dev.orderflow.events.consumer;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A consumer whose thread has died, or that waits for something, looks healthy to all others. */
@RequiredArgsConstructor
final class EventConsumerHealth implements HealthIndicator {

    private final EventConsumers consumers;
    private final ConsumerLag lag;

    @Override
    public Health health() {
        var trouble = consumers.trouble().or(lag::trouble);
        return trouble.map(words -> Health.down().withDetail("trouble", words))
                .orElseGet(Health::up)
                .withDetail("assignedPartitions", consumers.assignedPartitions())
                .build();
    }
}
