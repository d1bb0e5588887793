package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Reservation;
import dev.orderflow.inventory.domain.Shelf;
import java.util.Collection;
import lombok.RequiredArgsConstructor;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JpaStockBook implements StockBook {

    private final ObjectProvider<WorkingSet> workingSets;

    @Override
    public void expect(Collection<OrderId> orders, Collection<ProductId> products) {
        workingSet().expect(orders, products);
    }

    @Override
    public Reservation reservation(OrderId order) {
        return workingSet()
                .reservation(order)
                .map(ReservationJpaEntity::toDomain)
                .orElseGet(() -> Reservation.awaited(order));
    }

    @Override
    public Shelf shelf(Collection<ProductId> products) {
        return new Shelf(workingSet().stock(products));
    }

    @Override
    public void save(Reservation reservation) {
        workingSet()
                .reservation(reservation.id())
                .ifPresentOrElse(
                        stored -> stored.apply(reservation),
                        () -> workingSet().add(ReservationJpaEntity.from(reservation)));
    }

    @Override
    public void save(Shelf shelf) {
        shelf.all().forEach(workingSet()::save);
    }

    /** That of the current transaction. */
    private WorkingSet workingSet() {
        return workingSets.getObject();
    }
}
