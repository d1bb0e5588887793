package dev.orderflow.inventory.application.port.in;

import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.StockedProduct;

/** What the shop's staff do with products. */
public interface ManageProductsUseCase {

    StockedProduct create(ProductDetails details);

    /**
     * @throws dev.orderflow.inventory.application.ProductNotFoundException when there is no such
     *     product
     */
    StockedProduct change(ProductId product, ProductDetails details);

    /**
     * @throws dev.orderflow.inventory.application.ProductNotFoundException when there is no such
     *     product
     */
    StockedProduct receive(Line delivery);
}
