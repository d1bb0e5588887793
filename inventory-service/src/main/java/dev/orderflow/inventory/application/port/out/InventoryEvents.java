package dev.orderflow.inventory.application.port.out;

import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.Reservation;

/** Where it is told to the rest of the shop what happens to products and stock. */
public interface InventoryEvents {

    void publish(Product.Updated event);

    void publish(Reservation.Event event);
}
