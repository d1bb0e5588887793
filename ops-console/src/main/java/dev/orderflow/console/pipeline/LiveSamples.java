package dev.orderflow.console.pipeline;

import dev.orderflow.console.ConsoleProperties;
import dev.orderflow.console.pipeline.Sample.Point;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongFunction;
import lombok.extern.slf4j.Slf4j;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * One sampling for all who watch, and none while nobody does. Each viewer gets the newest sample
 * when it is ready for one: who is slow misses some, and holds up nobody.
 */
@Slf4j
@Component
class LiveSamples implements SmartLifecycle {

    private static final int POINTS = 150;
    private static final Duration LINGER = Duration.ofSeconds(60);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Point> points = new ArrayDeque<>();
    private final LongFunction<Sample> sampler;
    private final ConsoleProperties properties;
    private @Nullable Sample latest;
    private @Nullable Thread sampling;
    private int viewers;
    private long idleSince;
    private boolean closed;

    LiveSamples(LongFunction<Sample> sampler, ConsoleProperties properties) {
        this.sampler = sampler;
        this.properties = properties;
    }

    /** Somebody who watches. */
    final class Viewer implements AutoCloseable {

        private long seen;

        /** The newest sample that this viewer has not seen; empty where none came in so long. */
        Optional<Sample> next(Duration patience) throws InterruptedException {
            lock.lock();
            try {
                var left = patience.toNanos();
                while (!closed && left > 0 && (latest == null || latest.number() <= seen)) {
                    left = news.awaitNanos(left);
                }
                if (latest == null || latest.number() <= seen) {
                    return Optional.empty();
                }
                seen = latest.number();
                return Optional.of(latest);
            } finally {
                lock.unlock();
            }
        }

        boolean isOver() {
            lock.lock();
            try {
                return closed;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public void close() {
            lock.lock();
            try {
                viewers--;
                idleSince = System.nanoTime();
            } finally {
                lock.unlock();
            }
        }
    }

    /** Empty where too many are watching. */
    Optional<Viewer> join() {
        lock.lock();
        try {
            if (closed || viewers >= properties.viewers()) {
                return Optional.empty();
            }
            viewers++;
            if (sampling == null) {
                sampling = Thread.ofVirtual().name("sampling").start(this::sample);
            }
            return Optional.of(new Viewer());
        } finally {
            lock.unlock();
        }
    }

    /** What charts begin with. */
    List<Point> history() {
        lock.lock();
        try {
            return List.copyOf(points);
        } finally {
            lock.unlock();
        }
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

    /** Whatever ended this one: the next who watches is not to wait for it. */
    private void makeRoomForAnother() {
        lock.lock();
        try {
            if (sampling == Thread.currentThread()) {
                sampling = null;
            }
        } finally {
            lock.unlock();
        }
    }

    private void publish(Sample sample) {
        lock.lock();
        try {
            latest = sample;
            points.addLast(Point.of(sample));
            if (points.size() > POINTS) {
                points.removeFirst();
            }
            news.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private boolean isWanted() {
        lock.lock();
        try {
            var wanted =
                    !closed && (viewers > 0 || System.nanoTime() - idleSince < LINGER.toNanos());
            if (!wanted) {
                sampling = null;
                latest = null;
            }
            return wanted;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {}

    /** Before the web server waits for its requests to end: these never would. */
    @Override
    public void stop() {
        lock.lock();
        try {
            closed = true;
            news.signalAll();
            if (sampling != null) {
                sampling.interrupt();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return !closed;
        } finally {
            lock.unlock();
        }
    }
}
