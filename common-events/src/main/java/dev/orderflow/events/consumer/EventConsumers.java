package dev.orderflow.events.consumer;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import lombok.RequiredArgsConstructor;
import org.springframework.context.SmartLifecycle;
import org.springframework.scheduling.annotation.Scheduled;

/** All consumers of a service: they start and stop together, and in between share nothing. */
@RequiredArgsConstructor
final class EventConsumers implements SmartLifecycle {

    private final ServiceConsumers subscriptions;
    private final TopicCheck topics;
    private final List<EventConsumer> all;

    private volatile boolean running;

    @Override
    public void start() {
        topics.check(subscriptions.all());
        running = true;
        all.forEach(EventConsumer::start);
    }

    @Override
    public void stop() {
        running = false;
        all.forEach(EventConsumer::stop);
    }

    @Override
    public void stop(Runnable callback) {
        running = false;
        var left = new AtomicInteger(all.size());
        Runnable oneHasStopped =
                () -> {
                    if (left.decrementAndGet() == 0) {
                        callback.run();
                    }
                };
        all.forEach(consumer -> consumer.stop(oneHasStopped));
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return all.getFirst().phase();
    }

    @Scheduled(fixedRateString = "PT5S", initialDelayString = "PT5S")
    void revive() {
        all.forEach(EventConsumer::revive);
    }

    List<EventConsumer> all() {
        return all;
    }

    /** What keeps events from being handled, in words; empty when nothing does. */
    Optional<String> trouble() {
        return all.stream().map(this::trouble).flatMap(Optional::stream).findFirst();
    }

    private Optional<String> trouble(EventConsumer consumer) {
        return consumer.trouble()
                .map(words -> all.size() == 1 ? words : consumer.name() + ": " + words);
    }

    long assignedPartitions() {
        return all.stream().mapToLong(EventConsumer::assignedPartitions).sum();
    }
}
