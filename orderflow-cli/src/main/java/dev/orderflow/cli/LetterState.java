package dev.orderflow.cli;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Which dead letters to look at, by what was decided about them. */
enum LetterState {
    OPEN,
    REPLAYED,
    MENDED,
    DISCARDED,
    ANY;

    /** As services call it; null where it does not matter. */
    @Nullable String filter() {
        return this == ANY ? null : toString();
    }

    /** As people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
