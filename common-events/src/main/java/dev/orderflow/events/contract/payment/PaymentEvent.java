package dev.orderflow.events.contract.payment;

import dev.orderflow.events.Event;
import java.util.UUID;

/** What payment-service tells the others. */
public sealed interface PaymentEvent extends Event
        permits PaymentCompleted, PaymentFailed, PaymentRefunded {

    UUID orderId();

    @Override
    default String aggregateId() {
        return orderId().toString();
    }
}
