package dev.orderflow.payment.application.port.in;

import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.UserId;
import java.util.Collection;
import java.util.Currency;

/** Gives an order's money back, or sees to it that none is taken. */
public interface CancelPaymentUseCase {

    void cancel(CancelPayment command);

    /** A help, as {@link PayOrderUseCase#expect}. */
    void expect(Collection<CancelPayment> commands);

    record CancelPayment(OrderId orderId, UserId userId, Currency currency) {}
}
