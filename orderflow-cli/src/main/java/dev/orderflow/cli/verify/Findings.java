package dev.orderflow.cli.verify;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What was found so far: how often, and the first cases of each kind. */
final class Findings {

    private static final int CASES = 20;

    private record Kind(Invariant invariant, String what) {}

    private final Map<Kind, Long> counts = new HashMap<>();
    private final List<Breach> cases = new ArrayList<>();

    void add(Invariant invariant, String what, String where) {
        if (counts.merge(new Kind(invariant, what), 1L, Long::sum) <= CASES) {
            cases.add(new Breach(invariant, what, where));
        }
    }

    List<Breach> cases() {
        return List.copyOf(cases);
    }

    Map<Invariant, Long> counts() {
        var all = new HashMap<Invariant, Long>();
        counts.forEach((kind, count) -> all.merge(kind.invariant(), count, Long::sum));
        return Map.copyOf(all);
    }
}
