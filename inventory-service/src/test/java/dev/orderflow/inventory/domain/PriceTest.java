package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PriceTest {

    @ParameterizedTest
    @CsvSource({
        "12.5, EUR, 12.50",
        "12.5000, EUR, 12.50",
        "0, EUR, 0.00",
        "1200, JPY, 1200",
        "1.234, KWD, 1.234"
    })
    void a_price_has_the_decimals_of_its_currency(
            String given, String currency, BigDecimal expected) {
        assertThat(Price.of(given, currency).amount()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "12.345, EUR, 12.345 has more decimals than the 2 of EUR",
        "0.1, JPY, 0.1 has more decimals than the 0 of JPY",
        "-1, EUR, 'A price is 0 or more, not -1'",
        "1, QQQ, QQQ is no ISO 4217 currency",
        "1, XAU, XAU is no currency that one can pay in",
        "1000000000000000, EUR, A price has at most 15 digits before the point"
    })
    void what_nobody_can_pay_is_no_price(String amount, String currency, String reason) {
        assertThatExceptionOfType(InvalidPriceException.class)
                .isThrownBy(() -> Price.of(amount, currency))
                .withMessage(reason);
    }

    @Test
    void prices_that_differ_in_zeros_only_are_equal() {
        assertThat(Price.of("3.1", "EUR")).isEqualTo(Price.of("3.1000", "EUR"));
    }
}
