package dev.orderflow.events.contract.payment;

import static dev.orderflow.events.contract.Checks.checkText;

import dev.orderflow.events.EventType;
import java.util.UUID;

/**
 * No money was taken, and none will be.
 *
 * @param code for programs, such as {@code CARD_DECLINED} or {@code INSUFFICIENT_POINTS}
 * @param reason for people
 */
@EventType("payment-failed")
public record PaymentFailed(UUID orderId, String userId, UUID paymentId, String code, String reason)
        implements PaymentEvent {

    public PaymentFailed {
        checkText(userId, "userId");
        checkText(code, "code");
        checkText(reason, "reason");
    }
}
