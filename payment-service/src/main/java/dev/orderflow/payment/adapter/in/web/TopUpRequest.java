package dev.orderflow.payment.adapter.in.web;

import dev.orderflow.payment.domain.Money;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/** Points to add. The amount is text, as a JSON number is a float to many. */
record TopUpRequest(
        @NotNull
                @Pattern(
                        regexp = "\\d{1,7}(\\.\\d{1,4})?",
                        message =
                                "must be a plain decimal such as \"100.00\", without sign or exponent")
                @DecimalMin(value = "0.01", message = "must be 0.01 or more")
                @DecimalMax(value = "1000000", message = "must be 1000000 or less")
                String amount,
        @NotNull
                @Pattern(
                        regexp = "[A-Z]{3}",
                        message = "must be a currency's three letters, such as EUR")
                String currency) {

    Money toMoney() {
        try {
            return Money.of(amount, currency);
        } catch (IllegalArgumentException impossible) {
            throw new UnacceptableAmount(amount, currency);
        }
    }
}
