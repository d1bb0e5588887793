package dev.orderflow.inventory.application;

import dev.orderflow.inventory.application.port.in.FulfilOrdersUseCase;
import dev.orderflow.inventory.application.port.out.InventoryEvents;
import dev.orderflow.inventory.application.port.out.ReservationRate;
import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Reservation;
import dev.orderflow.inventory.domain.Shelf;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class FulfilOrdersService implements FulfilOrdersUseCase {

    private final StockBook stock;
    private final InventoryEvents events;
    private final ReservationRate rate;

    @Override
    public void expect(Collection<OrderId> orders, Collection<ProductId> products) {
        stock.expect(orders, products);
    }

    @Override
    public void place(OrderId order, List<Line> wanted) {
        var lines = Line.summed(wanted);
        var reservation = stock.reservation(order);
        var shelf = shelfOf(lines);
        save(reservation, shelf, reservation.place(lines, shelf).stream());
    }

    @Override
    public void pay(OrderId order) {
        var reservation = stock.reservation(order);
        var shelf = shelfOf(reservation.lines());
        save(reservation, shelf, reservation.pay(shelf).stream());
    }

    @Override
    public void cancel(OrderId order) {
        var reservation = stock.reservation(order);
        var shelf = shelfOf(reservation.lines());
        save(reservation, shelf, reservation.cancel(shelf).stream());
    }

    private Shelf shelfOf(List<Line> lines) {
        return stock.shelf(lines.stream().map(Line::product).toList());
    }

    private void save(
            Reservation reservation, Shelf shelf, Stream<? extends Reservation.Event> happened) {
        stock.save(reservation);
        stock.save(shelf);
        happened.forEach(
                event -> {
                    events.publish(event);
                    rate.count(event);
                });
    }
}
