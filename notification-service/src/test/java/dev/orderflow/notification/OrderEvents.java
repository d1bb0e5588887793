package dev.orderflow.notification;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.EventType;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.OrderCompleted;
import dev.orderflow.events.contract.order.OrderCreated;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The events of one order, as the other services publish them. */
public record OrderEvents(UUID orderId, String userId) {

    private static final BigDecimal TOTAL = new BigDecimal("25.00");

    public static OrderEvents of(String userId) {
        return new OrderEvents(UuidCreator.getTimeOrderedEpoch(), userId);
    }

    public OrderCreated created() {
        return created("Pen");
    }

    public OrderCreated created(String product) {
        var line = new OrderCreated.Line(1, product, 2, new BigDecimal("12.50"));
        return new OrderCreated(orderId, userId, List.of(line), TOTAL, "EUR");
    }

    public PaymentCompleted paid() {
        return new PaymentCompleted(orderId, userId, UUID.randomUUID(), TOTAL, "EUR");
    }

    public OrderCompleted completed() {
        return new OrderCompleted(orderId, userId, TOTAL, "EUR");
    }

    public OrderCancelled cancelled(String reason) {
        return new OrderCancelled(orderId, userId, reason, TOTAL, "EUR");
    }

    public PaymentRefunded refunded(String amount) {
        return new PaymentRefunded(orderId, userId, new BigDecimal(amount), "EUR");
    }

    public List<Event> all() {
        return List.of(created(), paid(), completed(), cancelled("CUSTOMER"), refunded("25.00"));
    }

    /** Metadata of an event that happened then. */
    public static EventMetadata at(String time, Event event) {
        var id = UuidCreator.getTimeOrderedEpoch();
        var type = event.getClass().getAnnotation(EventType.class);
        return new EventMetadata(
                id,
                type.value(),
                type.version(),
                event.aggregateId(),
                Instant.parse(time),
                id,
                null);
    }
}
