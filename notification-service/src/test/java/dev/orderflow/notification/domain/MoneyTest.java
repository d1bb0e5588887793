package dev.orderflow.notification.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MoneyTest {

    @ParameterizedTest
    @CsvSource({
        "25, EUR, 25.00 EUR",
        "25.0000, EUR, 25.00 EUR",
        "0.0001, EUR, 0.0001 EUR",
        "0.0000, EUR, 0.00 EUR",
        "1E3, EUR, 1000.00 EUR",
        "2500, JPY, 2500 JPY",
        "1.5, KWD, 1.500 KWD",
        "7, XAU, 7 XAU"
    })
    void an_amount_is_written_as_its_currency_is(BigDecimal amount, String currency, String text) {
        assertThat(Money.of(amount, currency)).hasToString(text);
    }
}
