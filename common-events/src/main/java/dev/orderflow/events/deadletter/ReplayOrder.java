package dev.orderflow.events.deadletter;

import java.time.Instant;
import java.util.Map;

/**
 * Which letters to send again, and how.
 *
 * @param dryRun only tells what would be done
 * @param evenIfApplied sends also what the inbox knows as handled, which changes nothing
 */
record ReplayOrder(Selector selector, boolean dryRun, int perSecond, boolean evenIfApplied) {

    static final int DEFAULT_PER_SECOND = 50;

    private static final int MOST_PER_SECOND = 1000;

    ReplayOrder {
        if (perSecond < 1 || perSecond > MOST_PER_SECOND) {
            throw RefusedException.malformed("perSecond must be 1 to " + MOST_PER_SECOND + ".");
        }
    }

    /** Whose letters. */
    sealed interface Selector {

        /** For the audit. */
        Map<String, Object> details();
    }

    /** One letter, open or replayed before. */
    record One(long id) implements Selector {

        @Override
        public Map<String, Object> details() {
            return Map.of("id", id);
        }
    }

    /** All open letters of one cause. */
    record Group(String group) implements Selector {

        @Override
        public Map<String, Object> details() {
            return Map.of("group", group);
        }
    }

    /** All open letters that failed before a time. */
    record Until(Instant time) implements Selector {

        @Override
        public Map<String, Object> details() {
            return Map.of("until", time.toString());
        }
    }
}
