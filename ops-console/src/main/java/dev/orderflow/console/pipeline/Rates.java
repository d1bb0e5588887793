package dev.orderflow.console.pipeline;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** How fast totals grow, over the last seconds. */
final class Rates {

    private final Deque<Reading> readings = new ArrayDeque<>();
    private final long window;

    private record Reading(long nanos, Map<String, Double> totals) {}

    Rates(Duration window) {
        this.window = window.toNanos();
    }

    /** The totals at this moment; those that are not among them are not known. */
    void add(long nanos, Map<String, Double> totals) {
        readings.addLast(new Reading(nanos, Map.copyOf(totals)));
        while (readings.size() > 2 && nanos - readings.getFirst().nanos() > window) {
            readings.removeFirst();
        }
    }

    /** By how much the total has grown within the window; what starts anew starts from zero. */
    double growth(String name) {
        var grown = 0.0;
        Double before = null;
        for (var reading : readings) {
            var now = reading.totals().get(name);
            if (now != null) {
                if (before != null) {
                    grown += now >= before ? now - before : now;
                }
                before = now;
            }
        }
        return grown;
    }

    double perSecond(String name) {
        if (readings.size() < 2) {
            return 0;
        }
        var seconds = (readings.getLast().nanos() - readings.getFirst().nanos()) / 1e9;
        return seconds <= 0 ? 0 : growth(name) / seconds;
    }
}
