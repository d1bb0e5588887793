package dev.orderflow.cli.dlq;

import java.time.Duration;

/** Waits until what was sent again has had its effect or has failed again. */
public final class ReplayWatch {

    private static final Duration LOOK_AGAIN = Duration.ofMillis(200);

    private final Duration patience;

    /**
     * @param patience for how long nothing may happen until it gives up
     */
    public ReplayWatch(Duration patience) {
        this.patience = patience;
    }

    /** How far it came in the end; not over where patience was. */
    public ReplayProgress follow(DeadLetterClient service, String replayId) {
        var progress = service.progress(replayId);
        var lastMove = System.nanoTime();
        while (!progress.isOver() && System.nanoTime() - lastMove < patience.toNanos()) {
            pause();
            var now = service.progress(replayId);
            if (!now.equals(progress)) {
                progress = now;
                lastMove = System.nanoTime();
            }
        }
        return progress;
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_AGAIN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", interrupted);
        }
    }
}
