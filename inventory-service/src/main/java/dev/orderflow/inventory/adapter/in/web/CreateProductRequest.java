package dev.orderflow.inventory.adapter.in.web;

import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.ProductDetails;
import jakarta.validation.constraints.NotNull;

/** A product that is on sale from now on, though there is none in stock yet. */
record CreateProductRequest(
        @NotNull @ProductName String name,
        @NotNull @PlainDecimal String price,
        @NotNull @CurrencyCode String currency) {

    ProductDetails toDetails() {
        return new ProductDetails(name, Price.of(price, currency), true);
    }
}
