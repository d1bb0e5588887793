package dev.orderflow.events.contract.order;

import static dev.orderflow.events.contract.Checks.checkAmount;
import static dev.orderflow.events.contract.Checks.checkCurrency;
import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/**
 * The stock is reserved, now the money is wanted.
 *
 * @param method {@code POINTS} or {@code CARD}
 * @param cardToken what the card's issuer gave the shop in place of a card number; only with {@code
 *     CARD}
 */
@EventType("payment-requested")
public record PaymentRequested(
        UUID orderId,
        String userId,
        BigDecimal amount,
        String currency,
        String method,
        Optional<String> cardToken)
        implements OrderEvent {

    public PaymentRequested {
        checkText(userId, "userId");
        checkAmount(amount, "amount");
        checkCurrency(currency);
        checkText(method, "method");
    }
}
