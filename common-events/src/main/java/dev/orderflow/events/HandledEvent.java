package dev.orderflow.events;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That this service handled an event, for people who follow an aggregate through the system. Known
 * as long as the inbox keeps it ({@code app.kafka.inbox.retention}).
 *
 * @param occurredAt when it was published
 * @param service who handled it: the service, or one of its {@linkplain EventSubscriber#consumer()
 *     consumers} as {@code <service>-<name>}
 * @param handledAt when this service began the transaction that handled it
 * @param handlingMicros how long that transaction took, its commit and all events handled together
 *     included; microseconds. Null for a second or two, and for good where the service ended before
 *     it was written
 * @param attempts how many times it was tried, the successful one included
 */
public record HandledEvent(
        UUID eventId,
        String eventType,
        Instant occurredAt,
        @Nullable UUID causationId,
        String service,
        Instant handledAt,
        @Nullable Long handlingMicros,
        int attempts) {}
