package dev.orderflow.order.adapter.in.web;

import dev.orderflow.order.application.port.in.PlaceOrderUseCase.Item;
import dev.orderflow.order.application.port.in.PlaceOrderUseCase.PlaceOrder;
import dev.orderflow.order.domain.PaymentChoice;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prices are not asked for: they are the service's. */
record PlaceOrderRequest(
        @NotEmpty @Size(max = 100) List<@NotNull @Valid Line> items,
        @Schema(defaultValue = "POINTS") PaymentChoice.@Nullable Method paymentMethod,
        @Schema(example = "tok_approve")
                @Pattern(
                        regexp = "[A-Za-z0-9_-]{1,64}",
                        message = "must be 1 to 64 of A-Z a-z 0-9 _ -")
                @Nullable String cardToken) {

    record Line(
            @NotNull @Positive @Schema(example = "1") Long productId,
            @NotNull @Positive @Max(10_000) @Schema(example = "2") Integer quantity) {}

    @AssertTrue(message = "must name each product once: add up the quantities")
    @Schema(hidden = true)
    boolean isItemsDistinct() {
        return items == null
                || items.stream()
                                .filter(line -> line != null)
                                .map(Line::productId)
                                .distinct()
                                .count()
                        == items.size();
    }

    @AssertTrue(message = "must be given with paymentMethod CARD, and only then")
    @Schema(hidden = true)
    boolean isCardTokenFitting() {
        return (paymentMethod == PaymentChoice.Method.CARD) == (cardToken != null);
    }

    PlaceOrder toCommand(String userId) {
        var payment =
                new PaymentChoice(
                        paymentMethod == null ? PaymentChoice.Method.POINTS : paymentMethod,
                        Optional.ofNullable(cardToken));
        return new PlaceOrder(
                userId,
                items.stream().map(line -> new Item(line.productId(), line.quantity())).toList(),
                payment);
    }
}
