package dev.orderflow.events.contract.order;

import static dev.orderflow.events.contract.Checks.checkAmount;
import static dev.orderflow.events.contract.Checks.checkCurrency;
import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.math.BigDecimal;
import java.util.UUID;

/** Paid and taken from stock: the end, and a good one. */
@EventType("order-completed")
public record OrderCompleted(UUID orderId, String userId, BigDecimal total, String currency)
        implements OrderEvent {

    public OrderCompleted {
        checkText(userId, "userId");
        checkAmount(total, "total");
        checkCurrency(currency);
    }
}
