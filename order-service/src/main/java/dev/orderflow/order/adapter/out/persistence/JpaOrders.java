package dev.orderflow.order.adapter.out.persistence;

import static java.util.stream.Collectors.toMap;

import dev.orderflow.events.TransactionRows;
import dev.orderflow.order.application.port.OrderProgress;
import dev.orderflow.order.application.port.OrderView;
import dev.orderflow.order.application.port.out.OrderViews;
import dev.orderflow.order.application.port.out.Orders;
import dev.orderflow.order.domain.Order;
import dev.orderflow.order.domain.OrderId;
import dev.orderflow.order.domain.OrderLine;
import dev.orderflow.order.domain.OrderStatus;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@RequiredArgsConstructor
class JpaOrders implements Orders, OrderViews {

    private final OrderJpaRepository repository;
    private final EntityManager entityManager;

    @Override
    public void add(Order order, List<OrderLine> lines, Instant deadline) {
        entityManager.persist(OrderJpaEntity.from(order, lines, deadline));
    }

    @Override
    public void expect(Collection<OrderId> ids) {
        locked().expect(ids.stream().map(OrderId::value).toList());
    }

    @Override
    public Optional<Order> lock(OrderId id) {
        return locked().get(id.value()).map(OrderJpaEntity::toDomain);
    }

    @Override
    public void save(Order order, Instant now) {
        locked().get(order.id().value()).orElseThrow().apply(order, now);
    }

    @Override
    public List<Order> overdue(Instant now, int limit) {
        var rows = repository.lockOverdue(now, limit);
        rows.forEach(row -> locked().put(row.id(), row));
        return rows.stream().map(OrderJpaEntity::toDomain).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<OrderView> find(OrderId id, String userId) {
        return repository.findWithLines(id.value(), userId).map(OrderJpaEntity::toView);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<OrderProgress> progress(OrderId id, String userId) {
        return repository.findByIdAndUserId(id.value(), userId).map(OrderJpaEntity::toProgress);
    }

    @Override
    @Transactional(readOnly = true)
    public List<OrderProgress> progress(Collection<OrderId> ids) {
        return repository.findByIdIn(ids.stream().map(OrderId::value).toList()).stream()
                .map(OrderJpaEntity::toProgress)
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<OrderView> find(OrderId id) {
        return repository.findAllWithLines(List.of(id.value())).stream()
                .map(OrderJpaEntity::toView)
                .findFirst();
    }

    @Override
    @Transactional(readOnly = true)
    public List<OrderView> list(
            String userId, Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit) {
        return withLines(
                repository.page(
                        userId,
                        status.orElse(null),
                        olderThan.map(OrderId::value).orElse(null),
                        Limit.of(limit)));
    }

    @Override
    @Transactional(readOnly = true)
    public List<OrderView> list(
            Optional<OrderStatus> status, Optional<OrderId> olderThan, int limit) {
        return withLines(
                repository.pageOfAll(
                        status.orElse(null),
                        olderThan.map(OrderId::value).orElse(null),
                        Limit.of(limit)));
    }

    private List<OrderView> withLines(List<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : repository.findAllWithLines(ids).stream().map(OrderJpaEntity::toView).toList();
    }

    @Override
    @Transactional(readOnly = true)
    public int countOpen(String userId, int newest) {
        return repository.countOpen(userId, newest);
    }

    @Override
    @Transactional(readOnly = true)
    public int countOpen(int most) {
        return repository.countOpen(most);
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Instant> oldest(OrderStatus status) {
        return repository.oldest(status.name());
    }

    @Override
    @Transactional(readOnly = true)
    public long countPastDeadline(Instant now) {
        return repository.countPastDeadline(now);
    }

    private TransactionRows<UUID, OrderJpaEntity> locked() {
        return TransactionRows.of(
                this,
                ids ->
                        repository.lock(ids).stream()
                                .collect(toMap(OrderJpaEntity::id, row -> row)));
    }
}
