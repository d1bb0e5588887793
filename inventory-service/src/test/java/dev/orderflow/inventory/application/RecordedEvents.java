package dev.orderflow.inventory.application;

import dev.orderflow.inventory.application.port.out.InventoryEvents;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.Reservation;
import java.util.ArrayList;
import java.util.List;

class RecordedEvents implements InventoryEvents {

    private final List<Product.Updated> products = new ArrayList<>();
    private final List<Reservation.Event> reservations = new ArrayList<>();

    @Override
    public void publish(Product.Updated event) {
        products.add(event);
    }

    @Override
    public void publish(Reservation.Event event) {
        reservations.add(event);
    }

    List<Product.Updated> products() {
        return products;
    }

    List<Reservation.Event> about(OrderId order) {
        return reservations.stream().filter(event -> event.orderId().equals(order)).toList();
    }
}
