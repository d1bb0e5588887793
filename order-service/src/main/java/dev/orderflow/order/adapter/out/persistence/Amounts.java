package dev.orderflow.order.adapter.out.persistence;

import dev.orderflow.order.domain.Money;
import java.math.BigDecimal;
import java.util.Currency;

/** Columns have four decimals, money has those of its currency. */
final class Amounts {

    private Amounts() {}

    static Money money(BigDecimal column, String currency) {
        return new Money(column.stripTrailingZeros(), Currency.getInstance(currency));
    }
}
