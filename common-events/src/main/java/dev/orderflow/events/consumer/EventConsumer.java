package dev.orderflow.events.consumer;

import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/** The listener container of a service's consumer group, as part of the application's life. */
final class EventConsumer implements SmartLifecycle {

    private final SubscriptionRegistry subscriptions;
    private final TopicCheck topics;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;

    EventConsumer(
            SubscriptionRegistry subscriptions,
            TopicCheck topics,
            ConcurrentMessageListenerContainer<byte[], byte[]> container) {
        this.subscriptions = subscriptions;
        this.topics = topics;
        this.container = container;
    }

    @Override
    public void start() {
        topics.check(subscriptions.topics());
        container.start();
    }

    @Override
    public void stop() {
        container.stop();
    }

    @Override
    public void stop(Runnable callback) {
        container.stop(callback);
    }

    @Override
    public boolean isRunning() {
        return container.isRunning();
    }

    @Override
    public int getPhase() {
        return container.getPhase();
    }

    /** Running, with none of its threads ended by an error. */
    boolean isHealthy() {
        return container.isRunning()
                && container.isInExpectedState()
                && container.getContainers().stream().allMatch(child -> child.isRunning());
    }

    long assignedPartitions() {
        var assigned = container.getAssignedPartitions();
        return assigned == null ? 0 : assigned.size();
    }
}
