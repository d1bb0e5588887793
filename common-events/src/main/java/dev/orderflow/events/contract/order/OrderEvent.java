package dev.orderflow.events.contract.order;

import dev.orderflow.events.Event;
import java.util.UUID;

/** What order-service tells the others. */
public sealed interface OrderEvent extends Event
        permits OrderCreated, PaymentRequested, OrderCompleted, OrderCancelled {

    UUID orderId();

    @Override
    default String aggregateId() {
        return orderId().toString();
    }
}
