package dev.orderflow.payment.application.port.out;

import dev.orderflow.payment.domain.LedgerTransaction;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import java.util.Collection;
import java.util.List;

/** The users' points. */
public interface PointsLedger {

    /**
     * Says which will be locked in this transaction; the first {@link #lock} then locks them all,
     * in one order.
     */
    void expect(Collection<PointsAccount.Key> accounts);

    /**
     * Keeps others from changing the balance until the transaction ends; empty where the user never
     * had points.
     */
    PointsAccount lock(PointsAccount.Key account);

    /** As {@link #lock}, and makes sure that the account exists. */
    PointsAccount open(PointsAccount.Key account);

    /** Stores the new balance of a locked account together with the entries that made it. */
    void book(PointsAccount account, LedgerTransaction transaction);

    List<PointsAccount> of(UserId userId);
}
