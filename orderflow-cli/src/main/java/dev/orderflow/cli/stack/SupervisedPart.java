package dev.orderflow.cli.stack;

import dev.orderflow.embedded.LogTail;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Keeps one part of the stack running: starts its process again when it ends, a little later each
 * time, until it has ended too often.
 */
final class SupervisedPart {

    private static final int DEATHS = 5;
    private static final Duration WITHIN = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration BETWEEN_PROBES = Duration.ofMillis(50);
    private static final int LINES_SHOWN = 15;

    /** Is told whatever happens to a part. */
    interface Observer {
        void changed();

        void unexpected(String sentence);
    }

    private final Part part;
    private final Observer observer;
    private final Deque<Long> deaths = new ArrayDeque<>();
    private @Nullable Process process;
    private Condition condition = Condition.STOPPED;
    private boolean everReady;
    private boolean stopping;
    private int restarts;
    private @Nullable Duration absence;

    SupervisedPart(Part part, Observer observer) {
        this.part = part;
        this.observer = observer;
    }

    /** Starts it for the first time. */
    void start() {
        launch(Condition.STARTING);
    }

    /**
     * Returns once the part is ready.
     *
     * @throws StackProblem with the last lines of its log, where it ends or takes too long
     */
    void awaitReady(Duration patience) {
        var deadline = System.nanoTime() + patience.toNanos();
        while (!becameReady()) {
            switch (condition()) {
                case FAILED, STOPPED -> throw new StackProblem(withLog(ending()));
                case STARTING, UP, RESTARTING -> {
                    if (System.nanoTime() > deadline) {
                        throw new StackProblem(
                                withLog(
                                        "%s was not ready within %d s"
                                                .formatted(part.name(), patience.toSeconds())));
                    }
                    pause(BETWEEN_PROBES);
                }
            }
        }
    }

    /** Asks the process to end, and kills it when it has not done so after the grace time. */
    void stop(Duration grace) {
        Process last;
        synchronized (this) {
            stopping = true;
            last = process;
        }
        if (last != null) {
            last.destroy();
            try {
                if (!last.waitFor(grace.toMillis(), TimeUnit.MILLISECONDS)) {
                    last.destroyForcibly().waitFor();
                }
            } catch (InterruptedException e) {
                last.destroyForcibly();
                Thread.currentThread().interrupt();
            }
        }
        become(Condition.STOPPED);
    }

    /**
     * Ends its process on purpose, which is not held against it; it is started again after so long.
     */
    void takeAway(End how, Duration time) {
        Process last;
        synchronized (this) {
            last = process;
            absence = last != null && last.isAlive() ? time : null;
        }
        if (last != null) {
            if (how == End.KILL) {
                last.destroyForcibly();
            } else {
                last.destroy();
            }
            last.onExit().join();
        }
    }

    synchronized Condition condition() {
        return condition;
    }

    synchronized @Nullable Process process() {
        return process;
    }

    synchronized int restarts() {
        return restarts;
    }

    Part part() {
        return part;
    }

    private void launch(Condition now) {
        var prepared = part.prepare();
        Process started;
        synchronized (this) {
            // Decided under the lock: stop() must not miss a process that is being started.
            if (stopping) {
                return;
            }
            started = part.start(prepared);
            process = started;
            condition = now;
        }
        observer.changed();
        var _ = started.onExit().thenAcceptAsync(this::ended);
    }

    private boolean becameReady() {
        var asked = process();
        if (asked == null || !asked.isAlive() || !part.probe().isReady()) {
            return false;
        }
        synchronized (this) {
            // Another process may have taken its place, or its port, while we were asking.
            if (process != asked || !asked.isAlive()) {
                return false;
            }
            everReady = true;
            condition = Condition.UP;
        }
        observer.changed();
        return true;
    }

    private void ended(Process gone) {
        Duration pause;
        synchronized (this) {
            if (stopping || gone != process) {
                return;
            }
            if (!everReady) {
                // What never worked will not work the second time either: let up() say so.
                condition = Condition.FAILED;
                return;
            }
            pause = absence == null ? pauseBeforeRestart() : absence;
            absence = null;
            condition = pause.isZero() ? Condition.FAILED : Condition.RESTARTING;
        }
        observer.changed();
        if (pause.isZero()) {
            observer.unexpected(
                    withLog(
                            "%s ended %d times within a minute and is not started again"
                                    .formatted(part.name(), DEATHS)));
            return;
        }
        observer.unexpected("%s; starting it again.".formatted(ending()));
        Thread.ofVirtual().name("restart-" + part.name()).start(() -> restart(pause));
    }

    private void restart(Duration pause) {
        pause(pause);
        try {
            synchronized (this) {
                restarts++;
            }
            launch(Condition.RESTARTING);
        } catch (RuntimeException e) {
            become(Condition.FAILED);
            observer.unexpected(
                    "%s could not be started again: %s".formatted(part.name(), e.getMessage()));
            return;
        }
        var mine = process();
        while (mine == process() && condition() == Condition.RESTARTING && !becameReady()) {
            pause(BETWEEN_PROBES);
        }
    }

    /** Twice as long after each death; zero means that it has died too often. */
    private Duration pauseBeforeRestart() {
        var now = System.nanoTime();
        deaths.addLast(now);
        deaths.removeIf(death -> now - death > WITHIN.toNanos());
        return deaths.size() >= DEATHS
                ? Duration.ZERO
                : FIRST_PAUSE.multipliedBy(1L << (deaths.size() - 1));
    }

    private void become(Condition now) {
        synchronized (this) {
            condition = now;
        }
        observer.changed();
    }

    private String ending() {
        var last = process();
        if (last == null || last.isAlive()) {
            return part.name() + " was stopped";
        }
        var code = last.exitValue();
        // Shells and Java alike report a signal as 128 and its number.
        return code > 128
                ? "%s was ended by signal %d".formatted(part.name(), code - 128)
                : "%s ended by itself with exit code %d".formatted(part.name(), code);
    }

    private String withLog(String sentence) {
        return "%s; the last lines of %s:%n%s"
                .formatted(sentence, part.log(), LogTail.of(part.log(), LINES_SHOWN).indent(4))
                .stripTrailing();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for a process.", e);
        }
    }
}
