package dev.orderflow.inventory.application.port.in;

import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.StockedProduct;
import java.util.List;
import java.util.Optional;

/** Looks at products and their stock. */
public interface BrowseProductsUseCase {

    /**
     * @throws dev.orderflow.inventory.application.ProductNotFoundException when there is no such
     *     product
     */
    StockedProduct find(ProductId product);

    /**
     * @param after the last product of the page before
     * @param limit the most products on the page
     */
    Page list(Optional<ProductId> after, int limit);

    /**
     * @param next where the next page begins; empty on the last
     */
    record Page(List<StockedProduct> products, Optional<ProductId> next) {}
}
