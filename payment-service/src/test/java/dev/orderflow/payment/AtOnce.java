package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lets things happen at the same time. */
final class AtOnce {

    private AtOnce() {}

    /** Runs each on a thread of its own and waits for all; none may fail. */
    static void run(List<? extends Runnable> actions) {
        var failures = Collections.synchronizedList(new ArrayList<Throwable>());
        var threads =
                actions.stream()
                        .map(
                                action ->
                                        Thread.ofVirtual()
                                                .uncaughtExceptionHandler(
                                                        (_, failed) -> failures.add(failed))
                                                .start(action))
                        .toList();
        threads.forEach(AtOnce::join);
        assertThat(failures).isEmpty();
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
