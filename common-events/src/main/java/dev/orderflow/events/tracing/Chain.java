package dev.orderflow.events.tracing;

import dev.orderflow.events.EventChains;
import dev.orderflow.events.wire.CurrentEvent.Cause;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A chain as it is stored: {@code <correlation id>/<event id>/<traceparent>}, where what there is
 * not is empty.
 *
 * @param cause the event that led here
 * @param trace where in a trace that was
 */
record Chain(Optional<Cause> cause, Optional<TraceParent> trace) {

    private static final Chain NONE = new Chain(Optional.empty(), Optional.empty());
    private static final int PARTS = 3;

    /** Each part for itself: a trace that cannot be read does not cost the cause. */
    static Chain parse(@Nullable String text) {
        if (text == null || text.length() > EventChains.MAX_LENGTH) {
            return NONE;
        }
        var parts = text.split("/", -1);
        return parts.length == PARTS
                ? new Chain(cause(parts[0], parts[1]), TraceParent.read(parts[2]))
                : NONE;
    }

    private static Optional<Cause> cause(String correlationId, String eventId) {
        return uuid(correlationId)
                .flatMap(correlation -> uuid(eventId).map(event -> new Cause(correlation, event)));
    }

    private static Optional<UUID> uuid(String text) {
        try {
            // Java also reads shorter ones.
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text));
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    @Nullable String text() {
        return equals(NONE)
                ? null
                : cause.map(it -> it.correlationId() + "/" + it.eventId()).orElse("/")
                        + "/"
                        + trace.map(TraceParent::text).orElse("");
    }
}
