package dev.orderflow.cli.bench;

import java.io.PrintWriter;

/** How far it is: one line that changes on a terminal, else a line every few seconds. */
final class ProgressBar implements AutoCloseable {

    private static final int WIDTH = 30;
    private static final long LINE_EVERY_NANOS = 5_000_000_000L;

    private final PrintWriter out;
    private final boolean terminal;
    private final String what;
    private final int total;
    private long lastLine = System.nanoTime();

    ProgressBar(PrintWriter out, boolean terminal, String what, int total) {
        this.out = out;
        this.terminal = terminal;
        this.what = what;
        this.total = total;
    }

    void show(int done) {
        if (terminal) {
            out.printf("\r  %-9s [%s] %s", what, bar(done), count(done));
            out.flush();
        } else if (System.nanoTime() - lastLine > LINE_EVERY_NANOS) {
            lastLine = System.nanoTime();
            out.printf("  %-9s %s%n", what, count(done));
            out.flush();
        }
    }

    private String bar(int done) {
        int full = (int) ((long) WIDTH * done / total);
        return "=".repeat(full) + " ".repeat(WIDTH - full);
    }

    private String count(int done) {
        return "%,d of %,d".formatted(done, total);
    }

    /** What is printed next begins a line of its own. */
    @Override
    public void close() {
        if (terminal) {
            out.println();
        }
    }
}
