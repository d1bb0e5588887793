package dev.orderflow.events.contract.payment;

import static dev.orderflow.events.contract.Checks.checkAmount;
import static dev.orderflow.events.contract.Checks.checkCurrency;
import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.math.BigDecimal;
import java.util.UUID;

/** The customer has paid. */
@EventType("payment-completed")
public record PaymentCompleted(
        UUID orderId, String userId, UUID paymentId, BigDecimal amount, String currency)
        implements PaymentEvent {

    public PaymentCompleted {
        checkText(userId, "userId");
        checkAmount(amount, "amount");
        checkCurrency(currency);
    }
}
