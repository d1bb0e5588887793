package dev.orderflow.events.wire;

import dev.orderflow.events.EventMetadata;
import java.util.Optional;
import java.util.UUID;

/**
 * The event that the current thread is handling, or whose late consequence it is, so that what is
 * published meanwhile can name its cause.
 */
public final class CurrentEvent {

    private static final ScopedValue<Cause> CAUSE = ScopedValue.newInstance();

    private CurrentEvent() {}

    /** What of an event its consequences carry. */
    public record Cause(UUID correlationId, UUID eventId) {}

    public static void whileHandling(EventMetadata event, Runnable handling) {
        whileFollowing(new Cause(event.correlationId(), event.eventId()), handling);
    }

    /** Runs what an event led to after its handling has ended. */
    public static void whileFollowing(Cause cause, Runnable work) {
        ScopedValue.where(CAUSE, cause).run(work);
    }

    public static Optional<Cause> cause() {
        return CAUSE.isBound() ? Optional.of(CAUSE.get()) : Optional.empty();
    }
}
