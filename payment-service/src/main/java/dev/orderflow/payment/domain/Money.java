package dev.orderflow.payment.domain;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount of 0 or more, with exactly the decimals of its currency. */
public record Money(BigDecimal amount, Currency currency) implements Comparable<Money> {

    public Money {
        if (amount.signum() < 0) {
            throw new IllegalArgumentException("Money is never negative: " + amount);
        }
        if (currency.getDefaultFractionDigits() < 0) {
            throw new IllegalArgumentException("Nothing is paid in " + currency);
        }
        if (amount.stripTrailingZeros().scale() > currency.getDefaultFractionDigits()) {
            throw new IllegalArgumentException(
                    "%s has %d decimals, but the amount is %s"
                            .formatted(currency, currency.getDefaultFractionDigits(), amount));
        }
        amount = amount.setScale(currency.getDefaultFractionDigits());
    }

    public static Money of(String amount, String currency) {
        return new Money(new BigDecimal(amount), Currency.getInstance(currency));
    }

    public static Money zero(Currency currency) {
        return new Money(BigDecimal.ZERO, currency);
    }

    public Money plus(Money other) {
        return new Money(amount.add(inSameCurrency(other).amount), currency);
    }

    public Money minus(Money other) {
        return new Money(amount.subtract(inSameCurrency(other).amount), currency);
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    @Override
    public int compareTo(Money other) {
        return amount.compareTo(inSameCurrency(other).amount);
    }

    private Money inSameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(
                    "%s and %s do not mix".formatted(currency, other.currency));
        }
        return other;
    }
}
