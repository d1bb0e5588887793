package dev.orderflow.inventory.adapter.in.web;

import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.ProductDetails;
import jakarta.validation.constraints.NotNull;

/** A product as it shall be, whole. */
record ChangeProductRequest(
        @NotNull @ProductName String name,
        @NotNull @PlainDecimal String price,
        @NotNull @CurrencyCode String currency,
        @NotNull Boolean active) {

    ProductDetails toDetails() {
        return new ProductDetails(name, Price.of(price, currency), active);
    }
}
