package dev.orderflow.payment.adapter.out.persistence;

import dev.orderflow.payment.application.port.out.GatewayOperations;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.OrderId;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JpaGatewayOperations implements GatewayOperations {

    private final EntityManager entityManager;
    private final GatewayOperationJpaRepository repository;

    @Override
    public List<GatewayOperation> lockDue(Instant now, int most) {
        return repository.lockDue(now, most).stream()
                .map(GatewayOperationJpaEntity::toDomain)
                .toList();
    }

    /** Waits for whoever is claiming it at this moment. */
    Optional<GatewayOperation> lockOpen(OrderId orderId) {
        return repository.lockOpen(orderId.value()).map(GatewayOperationJpaEntity::toDomain);
    }

    Optional<GatewayOperation> readOpen(OrderId orderId) {
        return repository.readOpen(orderId.value()).map(GatewayOperationJpaEntity::toDomain);
    }

    @Override
    public void save(List<GatewayOperation> changed) {
        for (var operation : changed) {
            var stored =
                    entityManager.find(GatewayOperationJpaEntity.class, operation.id().value());
            if (stored == null) {
                // Hibernate would insert before it updates, and a new operation next to an open one
                // is refused.
                entityManager.flush();
                entityManager.persist(GatewayOperationJpaEntity.from(operation));
            } else {
                stored.apply(operation);
            }
        }
    }

    @Override
    public Unknowns unknowns() {
        var unknown = repository.unknown();
        return new Unknowns(unknown.count(), Optional.ofNullable(unknown.oldest()));
    }
}
