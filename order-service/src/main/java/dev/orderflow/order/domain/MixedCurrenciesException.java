package dev.orderflow.order.domain;

import java.util.Currency;

public class MixedCurrenciesException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    MixedCurrenciesException(Currency one, Currency other) {
        super("An order has one currency, not both %s and %s".formatted(one, other));
    }
}
