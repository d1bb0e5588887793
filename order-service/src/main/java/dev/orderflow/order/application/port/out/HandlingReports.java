package dev.orderflow.order.application.port.out;

import dev.orderflow.order.domain.OrderId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the services, this one included, say of the events about an order that they handled. */
public interface HandlingReports {

    Reports about(OrderId orderId);

    /**
     * @param unavailable services that gave no answer in time
     */
    record Reports(List<Report> reports, List<String> unavailable) {}

    record Report(
            String event,
            UUID eventId,
            String publishedBy,
            Instant occurredAt,
            String service,
            Instant handledAt,
            @Nullable Long handlingMicros,
            int attempts) {}
}
