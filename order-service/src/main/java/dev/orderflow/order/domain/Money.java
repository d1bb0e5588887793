package dev.orderflow.order.domain;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount with as many decimals as its currency has. */
public record Money(BigDecimal amount, Currency currency) {

    /** What the databases hold. */
    private static final BigDecimal LIMIT = new BigDecimal("1e15");

    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("Money is never negative: " + amount);
        }
        amount = amount.setScale(currency.getDefaultFractionDigits());
        if (amount.compareTo(LIMIT) >= 0) {
            throw new AmountTooLargeException();
        }
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public Money plus(Money other) {
        if (!currency.equals(other.currency)) {
            throw new MixedCurrenciesException(currency, other.currency);
        }
        return new Money(amount.add(other.amount), currency);
    }

    public Money times(int factor) {
        return new Money(amount.multiply(BigDecimal.valueOf(factor)), currency);
    }
}
