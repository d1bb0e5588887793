package dev.orderflow.notification.domain;

import java.math.BigDecimal;
import java.util.Currency;

/** An amount with the decimals that its currency is written with, or more where it has more. */
public record Money(BigDecimal amount, Currency currency) {

    public Money {
        var usual = Math.max(0, currency.getDefaultFractionDigits());
        var needed = amount.signum() == 0 ? 0 : amount.stripTrailingZeros().scale();
        amount = amount.setScale(Math.max(usual, needed));
    }

    public static Money of(BigDecimal amount, String currency) {
        return new Money(amount, Currency.getInstance(currency));
    }

    public boolean isZero() {
        return amount.signum() == 0;
    }

    @Override
    public String toString() {
        return amount.toPlainString() + " " + currency.getCurrencyCode();
    }
}
