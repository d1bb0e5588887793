package dev.orderflow.events.wire;

import dev.orderflow.events.EventMetadata;
import java.util.Optional;

/**
 * The event that the current thread is handling, so that what is published meanwhile can name its
 * cause.
 */
public final class CurrentEvent {

    private static final ScopedValue<EventMetadata> HANDLED = ScopedValue.newInstance();

    private CurrentEvent() {}

    public static void whileHandling(EventMetadata event, Runnable handling) {
        ScopedValue.where(HANDLED, event).run(handling);
    }

    public static Optional<EventMetadata> metadata() {
        return HANDLED.isBound() ? Optional.of(HANDLED.get()) : Optional.empty();
    }
}
