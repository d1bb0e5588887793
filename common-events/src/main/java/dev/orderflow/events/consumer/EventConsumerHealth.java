package dev.orderflow.events.consumer;

import lombok.RequiredArgsConstructor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** A consumer whose thread has died looks healthy to everybody else. */
@RequiredArgsConstructor
final class EventConsumerHealth implements HealthIndicator {

    private final EventConsumer consumer;

    @Override
    public Health health() {
        return (consumer.isHealthy() ? Health.up() : Health.down())
                .withDetail("assignedPartitions", consumer.assignedPartitions())
                .build();
    }
}
