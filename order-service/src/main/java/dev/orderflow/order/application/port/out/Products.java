package dev.orderflow.order.application.port.out;

import dev.orderflow.order.domain.Product;
import java.util.Collection;
import java.util.Optional;

/** The products as order-service last heard of them. */
public interface Products {

    /** They will be wanted in this transaction: they are all read with the first one that is. */
    void expect(Collection<Long> ids);

    Optional<Product> find(long id);

    /** Keeps this revision unless a newer one is known. */
    void keep(Product product);
}
