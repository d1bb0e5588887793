package dev.orderflow.events.contract.payment;

import static dev.orderflow.events.contract.Checks.checkAmount;
import static dev.orderflow.events.contract.Checks.checkCurrency;
import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.math.BigDecimal;
import java.util.UUID;

/**
 * The answer to {@code order-cancelled}: the shop holds no money for the order, and will take none.
 *
 * @param amount what was given back; zero where nothing had been taken (a void)
 */
@EventType("payment-refunded")
public record PaymentRefunded(UUID orderId, String userId, BigDecimal amount, String currency)
        implements PaymentEvent {

    public PaymentRefunded {
        checkText(userId, "userId");
        checkAmount(amount, "amount");
        checkCurrency(currency);
    }
}
