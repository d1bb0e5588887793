package dev.orderflow.payment.application.port.in;

import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.UserId;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Shows what there is, and changes nothing. */
public interface ReadMoneyUseCase {

    /** The order's payment, if it was asked for. */
    Optional<Payment> paymentOf(OrderId orderId);

    /** The user's points, a balance a currency. */
    List<Money> pointsOf(UserId userId);

    /** What is not known about the gateway's doings. */
    Unknowns unknowns();

    /**
     * @param ageOfOldest zero where there are none
     */
    record Unknowns(long operations, Duration ageOfOldest) {}
}
