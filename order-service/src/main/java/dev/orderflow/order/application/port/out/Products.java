package dev.orderflow.order.application.port.out;

import dev.orderflow.order.domain.Product;
import java.util.Collection;
import java.util.Map;

/** The products as order-service last heard of them. */
public interface Products {

    /** Those that are known, by id. */
    Map<Long, Product> find(Collection<Long> ids);

    /** Keeps this revision unless a newer one is known. */
    void keep(Product product);
}
