package dev.orderflow.payment.application.port.out;

import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import java.util.Collection;
import java.util.Optional;

/** All payments there are, one an order, together with their gateway operations. */
public interface Payments {

    /**
     * Says which will be locked in this transaction; the first {@link #lock} then locks them all,
     * in id order.
     */
    void expect(Collection<OrderId> orderIds);

    /** Keeps others from changing it until the transaction ends. Locked before any account. */
    Optional<Payment> lock(OrderId orderId);

    Optional<Payment> read(OrderId orderId);

    /** Stores a payment that is new, or was locked in this transaction. */
    void save(Payment payment);

    /**
     * Tells an event as a consequence of what asked for it, however long ago that was: an outcome
     * as one of the order's request, a refund as one of its cancellation. To be called in the
     * transaction that saved the payment.
     */
    void inChainOf(Payment.Event event, Runnable telling);
}
