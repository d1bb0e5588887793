package dev.orderflow.inventory.adapter.out.persistence;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.orderflow.events.TransactionRows;
import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Reservation;
import dev.orderflow.inventory.domain.Shelf;
import dev.orderflow.inventory.domain.Stock;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Repository;

/**
 * Two transactions that lock one product after the other can lock each other out. So what a
 * transaction expects is locked at the first need, everywhere in one order: the reservations by id,
 * then the stock of all their products, and of those still to be reserved, by id. A reservation
 * that is not there is inserted without a second look for it; two that insert the same one are told
 * apart by its key.
 */
@Repository
@RequiredArgsConstructor
class JpaStockBook implements StockBook {

    private final ReservationJpaRepository reservationRepository;
    private final StockJpaRepository stockRepository;
    private final ProductJpaRepository productRepository;
    private final EntityManager entityManager;

    @Override
    public void expect(Collection<OrderId> orders, Collection<ProductId> products) {
        reservations().expect(orders.stream().map(OrderId::value).toList());
        stock().expect(products.stream().map(ProductId::value).toList());
    }

    @Override
    public Reservation reservation(OrderId order) {
        return reservations()
                .get(order.value())
                .map(ReservationJpaEntity::toDomain)
                .orElseGet(() -> Reservation.awaited(order));
    }

    @Override
    public Shelf shelf(Collection<ProductId> products) {
        var ids = products.stream().map(ProductId::value).toList();
        stock().expect(ids);
        return new Shelf(
                ids.stream()
                        .flatMap(id -> stock().get(id).stream())
                        .map(LockedStock::toDomain)
                        .toList());
    }

    @Override
    public void save(Reservation reservation) {
        reservations()
                .get(reservation.id().value())
                .ifPresentOrElse(
                        stored -> stored.apply(reservation),
                        () -> add(ReservationJpaEntity.from(reservation)));
    }

    @Override
    public void save(Shelf shelf) {
        shelf.all().forEach(this::save);
    }

    private void add(ReservationJpaEntity reservation) {
        entityManager.persist(reservation);
        reservations().put(reservation.orderId(), reservation);
    }

    private void save(Stock changed) {
        stock().get(changed.product().value())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Only stock that exists can be changed: " + changed))
                .row()
                .apply(changed);
    }

    private TransactionRows<UUID, ReservationJpaEntity> reservations() {
        return TransactionRows.of(ReservationJpaEntity.class, this::lockReservations);
    }

    private TransactionRows<Long, LockedStock> stock() {
        return TransactionRows.of(StockJpaEntity.class, this::lockStock);
    }

    private Map<UUID, ReservationJpaEntity> lockReservations(Collection<UUID> orders) {
        var locked = reservationRepository.lock(orders);
        if (locked.isEmpty()) {
            return Map.of();
        }
        var reservations = reservationRepository.readLines(locked);
        reservations.forEach(reservation -> stock().expect(reservation.productIds()));
        return reservations.stream().collect(toMap(ReservationJpaEntity::orderId, identity()));
    }

    private Map<Long, LockedStock> lockStock(Collection<Long> products) {
        var locked = stockRepository.lock(products);
        var onSale = productRepository.onSale(products);
        return locked.stream()
                .collect(
                        toMap(
                                StockJpaEntity::productId,
                                row -> new LockedStock(row, onSale.contains(row.productId()))));
    }

    private record LockedStock(StockJpaEntity row, boolean onSale) {

        Stock toDomain() {
            return row.toDomain(onSale);
        }
    }
}
