package dev.orderflow.order.application.port.in;

import dev.orderflow.order.domain.Product;

public interface UpdateProductUseCase {

    /** Keeps the newest revision, in whatever order they come. */
    void update(Product product);
}
