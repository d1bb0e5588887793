package dev.orderflow.payment.domain;

import dev.orderflow.payment.domain.LedgerTransaction.Account;
import dev.orderflow.payment.domain.LedgerTransaction.Kind;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Optional;

/**
 * A user's points in one currency. The balance is never negative, and is always the sum of the
 * account's entries.
 */
public final class PointsAccount {

    /** Far from what a column can hold, and further from what anybody needs. */
    private static final BigDecimal LIMIT = new BigDecimal("1000000000000");

    private final Key key;
    private Money balance;

    /** Names an account. */
    public record Key(UserId userId, Currency currency) {}

    public PointsAccount(Key key, Money balance) {
        this.key = key;
        this.balance = balance;
    }

    public static PointsAccount empty(Key key) {
        return new PointsAccount(key, Money.zero(key.currency()));
    }

    /** Pays for an order; empty, and nothing happens, where the balance is too small. */
    public Optional<LedgerTransaction> charge(OrderId orderId, Money money) {
        if (balance.compareTo(money) < 0) {
            return Optional.empty();
        }
        balance = balance.minus(money);
        return Optional.of(
                LedgerTransaction.move(
                        Kind.CHARGE, orderId, money, customer(), new Account.Revenue()));
    }

    public LedgerTransaction refund(OrderId orderId, Money money) {
        balance = balance.plus(money);
        return LedgerTransaction.move(
                Kind.REFUND, orderId, money, new Account.Revenue(), customer());
    }

    /**
     * Adds points out of nothing; empty, and nothing happens, where that would be more than an
     * account can hold.
     */
    public Optional<LedgerTransaction> topUp(Money money) {
        var grown = balance.plus(money);
        if (grown.amount().compareTo(LIMIT) > 0) {
            return Optional.empty();
        }
        balance = grown;
        return Optional.of(
                LedgerTransaction.move(Kind.TOP_UP, null, money, new Account.Issued(), customer()));
    }

    public Key key() {
        return key;
    }

    public Money balance() {
        return balance;
    }

    private Account customer() {
        return new Account.Customer(key.userId());
    }
}
