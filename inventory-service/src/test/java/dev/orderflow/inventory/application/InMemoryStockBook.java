package dev.orderflow.inventory.application;

import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Reservation;
import dev.orderflow.inventory.domain.Shelf;
import dev.orderflow.inventory.domain.Stock;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

class InMemoryStockBook implements StockBook {

    private final Map<OrderId, Reservation> reservations = new HashMap<>();
    private final Map<ProductId, Stock> stock = new HashMap<>();

    ProductId add(Stock of) {
        stock.put(of.product(), of);
        return of.product();
    }

    @Override
    public void expect(Collection<OrderId> orders, Collection<ProductId> products) {}

    @Override
    public Reservation reservation(OrderId order) {
        return copy(reservations.getOrDefault(order, Reservation.awaited(order)));
    }

    @Override
    public Shelf shelf(Collection<ProductId> products) {
        return new Shelf(products.stream().map(stock::get).filter(Objects::nonNull).toList());
    }

    @Override
    public void save(Reservation reservation) {
        reservations.put(reservation.id(), copy(reservation));
    }

    @Override
    public void save(Shelf shelf) {
        shelf.all().forEach(it -> stock.put(it.product(), it));
    }

    private static Reservation copy(Reservation it) {
        return Reservation.restore(it.id(), it.lines(), it.outcome(), it.paid(), it.cancelled());
    }
}
