package dev.orderflow.events.contract;

import java.math.BigDecimal;
import java.util.Currency;

/**
 * The checks that the records of the contract share; each says what is wrong in words a producer's
 * author can use.
 */
public final class Checks {

    /** What DECIMAL(19,4) holds. */
    private static final BigDecimal TOO_MUCH = new BigDecimal("1e15");

    private static final int MAX_TEXT = 255;

    private Checks() {}

    public static void checkText(String value, String name) {
        if (value.isBlank() || value.length() > MAX_TEXT) {
            throw new IllegalArgumentException(
                    name + " must have 1 to " + MAX_TEXT + " characters");
        }
    }

    public static void checkPositive(long value, String name) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be 1 or more, not " + value);
        }
    }

    public static void checkNotNegative(long value, String name) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must be 0 or more, not " + value);
        }
    }

    public static void checkAmount(BigDecimal value, String name) {
        // The scale first: comparing 1e999999999 with anything would expand it.
        if (value.scale() < 0
                || value.scale() > 4
                || value.signum() < 0
                || value.compareTo(TOO_MUCH) >= 0) {
            throw new IllegalArgumentException(
                    name
                            + " must be a plain decimal of 0 or more, with at most 15 digits before the point and 4 after");
        }
    }

    public static void checkCurrency(String code) {
        Currency.getInstance(code);
    }
}
