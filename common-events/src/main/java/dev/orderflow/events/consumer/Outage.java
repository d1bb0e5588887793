package dev.orderflow.events.consumer;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.scheduling.TaskScheduler;

/**
 * A dependency is away: nothing is handled until a probe of the database, at growing intervals,
 * finds it there; then the records show whether that was all. Kafka is polled all the time, so that
 * the consumer keeps its partitions.
 */
@Slf4j
@RequiredArgsConstructor
class Outage {

    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

    /** Short enough that all is well again half a minute after the dependency is back. */
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
    private final TaskScheduler scheduler;
    private final Runnable probe;

    private Duration pause = FIRST_PAUSE;
    private @Nullable Instant since;
    private String reason = "";

    synchronized void goesOn(Throwable cause) {
        if (container.isPauseRequested()) {
            return; // another thread of the consumer has seen it at the same time
        }
        if (since == null) {
            since = Instant.now();
        }
        reason = cause.toString();
        log.warn("Nothing is handled for {} at least: {}", pause, reason);
        container.pause();
        probeLater();
    }

    private void probeLater() {
        scheduler.schedule(this::resumeIfBack, Instant.now().plus(pause));
        var doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
    }

    private void resumeIfBack() {
        try {
            probe.run();
        } catch (Throwable away) { // after an Error nobody would look again
            synchronized (this) {
                reason = away.toString();
                probeLater();
            }
            return;
        }
        synchronized (this) {
            since = null;
            container.resume();
        }
    }

    /** Something was handled; until then the next pause is longer than the last. */
    synchronized void isOver() {
        if (!pause.equals(FIRST_PAUSE) && !container.isPauseRequested()) {
            log.info("Events are handled again");
            pause = FIRST_PAUSE;
        }
    }

    /** What is away, in words; empty when nothing is. */
    synchronized Optional<String> reason() {
        return since == null ? Optional.empty() : Optional.of("since " + since + ": " + reason);
    }
}
