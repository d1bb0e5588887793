package dev.orderflow.inventory.application.port.out;

import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.StockedProduct;
import java.util.List;
import java.util.Optional;

/** All products there are. */
public interface Products {

    /** Adds a product, of which there is no stock yet. */
    Product add(ProductDetails details);

    Optional<Product> find(ProductId id);

    void save(Product product);

    Optional<StockedProduct> findStocked(ProductId id);

    /** The first so many products by id, after the given one. */
    List<StockedProduct> listStocked(Optional<ProductId> after, int limit);
}
