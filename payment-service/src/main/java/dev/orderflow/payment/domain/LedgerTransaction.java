package dev.orderflow.payment.domain;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Points that moved, booked twice: what one account loses another gains, so that its entries sum to
 * zero.
 *
 * @param orderId the order it was for; none for a top-up
 */
public record LedgerTransaction(
        UUID id, Kind kind, @Nullable OrderId orderId, Currency currency, List<Entry> entries) {

    public enum Kind {
        TOP_UP,
        CHARGE,
        REFUND
    }

    /**
     * Whose points they are. The shop's own accounts have no stored balance, which every payment
     * would have to lock: theirs is the sum of their entries.
     */
    public sealed interface Account {

        record Customer(UserId userId) implements Account {}

        record Revenue() implements Account {}

        /** The other side of all points there are. */
        record Issued() implements Account {}
    }

    public record Entry(Account account, BigDecimal amount) {}

    public LedgerTransaction {
        entries = List.copyOf(entries);
        if (entries.stream().map(Entry::amount).reduce(BigDecimal.ZERO, BigDecimal::add).signum()
                != 0) {
            throw new IllegalArgumentException(
                    "The entries of a transaction sum to zero: " + entries);
        }
    }

    static LedgerTransaction move(
            Kind kind, @Nullable OrderId orderId, Money money, Account from, Account to) {
        return new LedgerTransaction(
                UuidCreator.getTimeOrderedEpoch(),
                kind,
                orderId,
                money.currency(),
                List.of(new Entry(from, money.amount().negate()), new Entry(to, money.amount())));
    }
}
