package dev.orderflow.order.application.port.in;

import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderStatus;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

public interface OrderTimelineUseCase {

    /**
     * @throws dev.orderflow.order.application.OrderNotFoundException when there is none, or it is
     *     somebody else's
     */
    Timeline timeline(OrderId orderId, String userId);

    /**
     * An order's way through the system.
     *
     * @param unavailable services that could not be asked, so that steps may be missing
     */
    record Timeline(
            OrderId orderId, OrderStatus status, List<Step> steps, List<String> unavailable) {}

    /** An event, and who handled it. */
    record Step(
            String event,
            UUID eventId,
            String publishedBy,
            Instant occurredAt,
            List<Handling> handledBy) {}

    /**
     * @param handledAt when it began
     * @param handlingMicros how long the transaction took that handled it, and perhaps others with
     *     it; null where that is not known (yet)
     */
    record Handling(
            String service, Instant handledAt, @Nullable Long handlingMicros, int attempts) {}
}
