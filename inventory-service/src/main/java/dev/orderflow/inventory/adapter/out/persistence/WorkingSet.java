package dev.orderflow.inventory.adapter.out.persistence;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.orderflow.inventory.domain.OrderId;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Stock;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.context.annotation.Scope;
import org.springframework.stereotype.Component;

/**
 * The reservations and the stock of one transaction, locked.
 *
 * <p>A transaction handles the news of many orders, and two such transactions that lock one product
 * after the other can lock each other out. So at the first need all that is expected is read at
 * once, everywhere in one order: the reservations by id, then the stock of all their products, and
 * of those still to be reserved, by id. It also remembers what is not there, so that a new
 * reservation is inserted without a look for it; two that insert the same one are told apart by its
 * key.
 */
@Component
@Scope(TransactionScope.NAME)
@RequiredArgsConstructor
class WorkingSet {

    private final ReservationJpaRepository reservationRepository;
    private final StockJpaRepository stockRepository;
    private final ProductJpaRepository productRepository;
    private final EntityManager entityManager;

    private final Set<UUID> expectedOrders = new HashSet<>();
    private final Set<Long> expectedProducts = new HashSet<>();
    private final Map<UUID, Optional<ReservationJpaEntity>> reservations = new HashMap<>();
    private final Map<Long, Optional<StockJpaEntity>> stock = new HashMap<>();
    private final Set<Long> onSale = new HashSet<>();

    void expect(Collection<OrderId> orders, Collection<ProductId> products) {
        orders.forEach(order -> expectedOrders.add(order.value()));
        products.forEach(product -> expectedProducts.add(product.value()));
    }

    Optional<ReservationJpaEntity> reservation(OrderId order) {
        if (!reservations.containsKey(order.value())) {
            expectedOrders.add(order.value());
            lockReservations();
        }
        return reservations.getOrDefault(order.value(), Optional.empty());
    }

    void add(ReservationJpaEntity reservation) {
        entityManager.persist(reservation);
        reservations.put(reservation.orderId(), Optional.of(reservation));
    }

    List<Stock> stock(Collection<ProductId> products) {
        var ids = products.stream().map(ProductId::value).toList();
        if (!stock.keySet().containsAll(ids)) {
            expectedProducts.addAll(ids);
            lockStock();
        }
        return ids.stream()
                .flatMap(id -> stock.getOrDefault(id, Optional.empty()).stream())
                .map(entity -> entity.toDomain(onSale.contains(entity.productId())))
                .toList();
    }

    void save(Stock changed) {
        stock.getOrDefault(changed.product().value(), Optional.empty())
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "Only locked stock can be changed: " + changed))
                .apply(changed);
    }

    private void lockReservations() {
        expectedOrders.removeAll(reservations.keySet());
        expectedOrders.forEach(order -> reservations.put(order, Optional.empty()));
        var found = reservationRepository.lock(expectedOrders);
        expectedOrders.clear();
        if (found.isEmpty()) {
            return;
        }
        for (var reservation : reservationRepository.readLines(found)) {
            reservations.put(reservation.orderId(), Optional.of(reservation));
            expectedProducts.addAll(reservation.productIds());
        }
    }

    private void lockStock() {
        var ids = new TreeSet<>(expectedProducts);
        ids.removeAll(stock.keySet());
        var locked =
                stockRepository.lock(ids).stream()
                        .collect(toMap(StockJpaEntity::productId, identity()));
        ids.forEach(id -> stock.put(id, Optional.ofNullable(locked.get(id))));
        onSale.addAll(productRepository.onSale(ids));
        expectedProducts.clear();
    }
}
