package dev.orderflow.inventory.application.port.out;

import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Reservation;
import dev.orderflow.inventory.domain.Shelf;
import java.util.Collection;

/** All stock there is, and what orders hold of it. */
public interface StockBook {

    /**
     * These will be asked for in this transaction: they are read together when the first of them
     * is.
     */
    void expect(Collection<OrderId> orders, Collection<ProductId> products);

    /** What is known of the order; a new reservation where nothing is. */
    Reservation reservation(OrderId order);

    /**
     * The stock of those of the products that exist, which nobody else can change until this
     * transaction ends.
     */
    Shelf shelf(Collection<ProductId> products);

    void save(Reservation reservation);

    void save(Shelf shelf);
}
