package dev.orderflow.payment.adapter.out.persistence;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.orderflow.events.EventChains;
import dev.orderflow.events.TransactionRows;
import dev.orderflow.payment.application.port.out.Payments;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JpaPayments implements Payments {

    private final EntityManager entityManager;
    private final PaymentJpaRepository repository;
    private final JpaGatewayOperations operations;
    private final EventChains chains;

    @Override
    public void expect(Collection<OrderId> orderIds) {
        locked().expect(orderIds.stream().map(OrderId::value).toList());
    }

    @Override
    public Optional<Payment> lock(OrderId orderId) {
        return locked().get(orderId.value())
                .map(
                        payment ->
                                payment.toDomain(
                                        payment.isAtGateway()
                                                ? operations.lockOpen(orderId)
                                                : Optional.empty()));
    }

    @Override
    public Optional<Payment> read(OrderId orderId) {
        return Optional.ofNullable(entityManager.find(PaymentJpaEntity.class, orderId.value()))
                .map(
                        payment ->
                                payment.toDomain(
                                        payment.isAtGateway()
                                                ? operations.readOpen(orderId)
                                                : Optional.empty()));
    }

    @Override
    public void save(Payment payment) {
        var orderId = payment.orderId().value();
        locked().get(orderId)
                .ifPresentOrElse(
                        stored -> stored.apply(payment, chains::current),
                        () -> {
                            var added = PaymentJpaEntity.from(payment, chains::current);
                            entityManager.persist(added);
                            locked().put(orderId, added);
                        });
        operations.save(payment.operations());
    }

    @Override
    public void inChainOf(Payment.Event event, Runnable telling) {
        var chain = locked().get(event.orderId().value()).map(stored -> stored.chainOf(event));
        chains.continueIn(chain.orElse(null), telling);
    }

    private TransactionRows<UUID, PaymentJpaEntity> locked() {
        return TransactionRows.of(this, this::lock);
    }

    private Map<UUID, PaymentJpaEntity> lock(Collection<UUID> orderIds) {
        return repository.lock(orderIds).stream()
                .collect(toMap(PaymentJpaEntity::orderId, identity()));
    }
}
