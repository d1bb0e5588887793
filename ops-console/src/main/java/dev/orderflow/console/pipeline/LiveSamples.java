package dev.orderflow.console.pipeline;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.console.pipeline.Sample.Point;
import dev.orderflow.web.Caller;
import dev.orderflow.web.EventStream;
import dev.orderflow.web.EventStreams;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter.SseEventBuilder;

/**
 * One sampling for all who watch, and none while nobody does. Who reads slowly misses some samples,
 * and holds up nobody.
 */
@Slf4j
@Component
@RequiredArgsConstructor
class LiveSamples {

    private static final int POINTS = 150;
    private static final Duration LINGER = Duration.ofSeconds(60);

    private final LongFunction<Sample> sampler;
    private final ConsoleProperties properties;
    private final EventStreams<EventStream> viewers;

    private final Deque<Point> points = new ArrayDeque<>();
    private @Nullable Sample latest;
    private @Nullable Thread sampling;
    private long watchedAt;

    /** Begins with what charts begin with. */
    synchronized SseEmitter watch(Caller caller) {
        var viewer = new EventStream(caller);
        viewer.send(event("history", List.copyOf(points)));
        if (latest != null) {
            viewer.send(event("sample", latest));
        }
        var answer = viewers.open(viewer);
        watchedAt = System.nanoTime();
        if (sampling == null) {
            sampling = Thread.ofVirtual().name("sampling").start(this::sample);
        }
        return answer;
    }

    private void sample() {
        var number = System.currentTimeMillis(); // goes on counting after a restart
        try {
            while (isWanted()) {
                var begin = System.nanoTime();
                try {
                    publish(sampler.apply(++number));
                } catch (RuntimeException e) {
                    log.warn("No sample could be taken", e);
                }
                var rest = properties.sampleEvery().toNanos() - (System.nanoTime() - begin);
                TimeUnit.NANOSECONDS.sleep(Math.max(rest, 0));
            }
        } catch (InterruptedException theEnd) {
            Thread.currentThread().interrupt();
        } finally {
            makeRoomForAnother();
        }
    }

    private synchronized void publish(Sample sample) {
        latest = sample;
        points.addLast(Point.of(sample));
        if (points.size() > POINTS) {
            points.removeFirst();
        }
        viewers.idle().forEach(viewer -> viewer.send(event("sample", sample)));
    }

    private synchronized boolean isWanted() {
        if (viewers.size() > 0) {
            watchedAt = System.nanoTime();
        }
        var isWanted = viewers.isRunning() && System.nanoTime() - watchedAt < LINGER.toNanos();
        if (!isWanted) {
            sampling = null;
            latest = null;
        }
        return isWanted;
    }

    /** Whatever ended this one: the next who watches is not to wait for it. */
    private synchronized void makeRoomForAnother() {
        if (sampling == Thread.currentThread()) {
            sampling = null;
        }
    }

    private static SseEventBuilder event(String name, Object data) {
        return SseEmitter.event().name(name).data(data, MediaType.APPLICATION_JSON);
    }
}
