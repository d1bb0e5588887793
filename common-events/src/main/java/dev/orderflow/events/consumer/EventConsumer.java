package dev.orderflow.events.consumer;

import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;

/**
 * One consumer of a service: the listener container of its group. Nothing else would notice that
 * one of its threads has ended: it is started again here, and health says so meanwhile.
 */
@Slf4j
@RequiredArgsConstructor
final class EventConsumer {

    private final ConsumerGroup group;
    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final Outage outage;
    private final StoppedPartitions stopped;

    private volatile boolean running;

    String name() {
        return group.consumer();
    }

    String groupId() {
        return group.id();
    }

    void start() {
        running = true;
        container.start();
    }

    void stop() {
        running = false;
        container.stop();
    }

    void stop(Runnable callback) {
        running = false;
        container.stop(callback);
    }

    int phase() {
        return container.getPhase();
    }

    /** What ended the thread may be gone; if not, it ends again, and health stays down. */
    synchronized void revive() {
        if (running && !isListening()) {
            log.error("A consumer thread of {} has ended; it is started again", name());
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
