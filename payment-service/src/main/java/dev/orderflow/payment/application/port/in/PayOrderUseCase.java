package dev.orderflow.payment.application.port.in;

import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.PaymentRequest;
import java.util.Collection;

/** Takes an order's money, or starts to. */
public interface PayOrderUseCase {

    void pay(PayOrder command);

    /**
     * A help: says what this transaction will pay, so that it is loaded, and locked, at once and in
     * one order.
     */
    void expect(Collection<PayOrder> commands);

    record PayOrder(OrderId orderId, PaymentRequest request) {}
}
