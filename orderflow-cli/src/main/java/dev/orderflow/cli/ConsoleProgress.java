package dev.orderflow.cli;

import dev.orderflow.cli.stack.Progress;
import java.io.PrintWriter;
import java.time.Duration;

/** A line a step. */
record ConsoleProgress(PrintWriter out) implements Progress {

    @Override
    public synchronized void done(String what, String detail, Duration time) {
        out.printf("  %-22s %-28s %6.1f s%n", what, detail, time.toMillis() / 1000.0);
        out.flush();
    }

    @Override
    public synchronized void say(String sentence) {
        out.println("  " + sentence);
        out.flush();
    }
}
