package dev.orderflow.events.consumer;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * The listener container of a service's consumer group, as part of the application's life. Nothing
 * else would notice that one of its threads has ended: it is started again here, and health says so
 * meanwhile.
 */
@Slf4j
@RequiredArgsConstructor
final class EventConsumer implements SmartLifecycle {

    private final SubscriptionRegistry subscriptions;
    private final TopicCheck topics;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final Outage outage;
    private final StoppedPartitions stopped;

    private volatile boolean running;

    @Override
    public void start() {
        topics.check(subscriptions.topics());
        running = true;
        container.start();
    }

    @Override
    public void stop() {
        running = false;
        container.stop();
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        container.stop(callback);
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return container.getPhase();
    }

    /** What ended the thread may be gone; if not, it ends again, and health stays down. */
    @Scheduled(fixedRateString = "PT5S", initialDelayString = "PT5S")
    synchronized void revive() {
        if (running && !isListening()) {
            log.error("A consumer thread has ended; the consumer is started again");
            container.stop();
            container.start();
        }
    }

    /** What keeps events from being handled, in words; empty when nothing does. */
    Optional<String> trouble() {
        if (!isListening()) {
            return Optional.of("A consumer thread has ended");
        }
        if (outage.reason().isPresent()) {
            return outage.reason().map("A dependency is away "::concat);
        }
        return stopped.now().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "Records cannot be put aside, so these stand still: " + stopped.now());
    }

    boolean isListening() {
        return container.isRunning()
                && container.isInExpectedState()
                && container.getContainers().stream().allMatch(child -> child.isRunning());
    }

    int stoppedPartitions() {
        return stopped.now().size();
    }

    long assignedPartitions() {
        var assigned = container.getAssignedPartitions();
        return assigned == null ? 0 : assigned.size();
    }
}
