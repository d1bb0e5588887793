package dev.orderflow.payment.application.port.in;

import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.UserId;

/** Gives a user points. */
public interface TopUpPointsUseCase {

    /**
     * @throws dev.orderflow.payment.application.BalanceLimitReached when the account cannot hold
     *     that much
     */
    void topUp(UserId userId, Money money);
}
