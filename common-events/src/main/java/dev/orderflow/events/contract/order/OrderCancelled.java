package dev.orderflow.events.contract.order;

import static dev.orderflow.events.contract.Checks.checkAmount;
import static dev.orderflow.events.contract.Checks.checkCurrency;
import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * The order will not be fulfilled, and whatever was reserved or taken for it has to go back.
 * Inventory answers with {@code stock-restored} and payment with {@code payment-refunded}, each
 * once, also when there is nothing to give back.
 *
 * @param reason {@code CUSTOMER}, {@code INSUFFICIENT_STOCK}, {@code PAYMENT_FAILED} or {@code
 *     TIMEOUT}
 */
@EventType("order-cancelled")
public record OrderCancelled(
        UUID orderId, String userId, String reason, BigDecimal total, String currency)
        implements OrderEvent {

    public OrderCancelled {
        checkText(userId, "userId");
        checkText(reason, "reason");
        checkAmount(total, "total");
        checkCurrency(currency);
    }
}
