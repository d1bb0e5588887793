package dev.orderflow.inventory.domain;

import java.math.BigDecimal;
import java.util.Currency;

/** What one piece costs, with as many decimals as its currency has. */
public record Price(BigDecimal amount, Currency currency) {

    private static final int MOST_DIGITS = 15;

    public Price {
        int decimals = currency.getDefaultFractionDigits();
        if (decimals < 0) {
            throw new InvalidPriceException(
                    "%s is no currency that one can pay in".formatted(currency));
        }
        if (amount.signum() < 0) {
            throw new InvalidPriceException("A price is 0 or more, not " + amount.toPlainString());
        }
        if (amount.stripTrailingZeros().scale() > decimals) {
            throw new InvalidPriceException(
                    "%s has more decimals than the %d of %s"
                            .formatted(amount.toPlainString(), decimals, currency));
        }
        if (amount.precision() - amount.scale() > MOST_DIGITS) {
            throw new InvalidPriceException(
                    "A price has at most %d digits before the point".formatted(MOST_DIGITS));
        }
        amount = amount.setScale(decimals);
    }

    public static Price of(String amount, String currencyCode) {
        return new Price(new BigDecimal(amount), currency(currencyCode));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code);
        } catch (IllegalArgumentException unknown) {
            throw new InvalidPriceException("%s is no ISO 4217 currency".formatted(code));
        }
    }
}
