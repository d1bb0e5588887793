package dev.orderflow.payment.application.port.out;

import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;

/**
 * The company that moves money between cards and the shop.
 *
 * <p>The operation id is the idempotency key: asked again under one id, the gateway does nothing
 * and says what it said. Every call returns within the adapter's time-out, which is shorter than
 * the lease of an operation; no answer is {@link GatewayAnswer.Unclear}. No call may be made inside
 * a database transaction, which it would hold open.
 */
public interface PaymentGateway {

    GatewayAnswer charge(OperationId id, OrderId orderId, Money amount, CardToken card);

    /** Gives back to the card what the charge took from it. */
    GatewayAnswer refund(OperationId id, OrderId orderId, Money amount, OperationId charge);

    /**
     * Asks what became of an operation. {@link GatewayAnswer.NotFound} is final: it closes the id,
     * so that the operation is refused should it arrive later.
     */
    GatewayAnswer enquire(OperationId id);
}
