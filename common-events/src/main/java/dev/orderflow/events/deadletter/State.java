package dev.orderflow.events.deadletter;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** What has been decided about a dead letter. */
enum State {
    /** Nothing yet: somebody has to look at it. */
    OPEN,
    /** It is sent again as it is; opens anew if it fails again. */
    REPLAYED,
    /** Nobody needs it; can be undone. */
    DISCARDED,
    /** It is sent again as somebody corrected it; opens anew if it fails again. */
    MENDED;

    @JsonValue
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    static State of(String text) {
        return valueOf(text.toUpperCase(Locale.ROOT));
    }
}
