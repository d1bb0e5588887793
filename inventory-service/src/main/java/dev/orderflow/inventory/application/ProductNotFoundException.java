package dev.orderflow.inventory.application;

import dev.orderflow.inventory.domain.ProductId;

/** There is no product of this id. */
public final class ProductNotFoundException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    ProductNotFoundException(ProductId id) {
        super("There is no product " + id.value());
    }
}
