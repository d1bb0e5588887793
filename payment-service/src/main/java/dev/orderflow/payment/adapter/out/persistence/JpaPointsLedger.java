package dev.orderflow.payment.adapter.out.persistence;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.orderflow.events.TransactionRows;
import dev.orderflow.payment.application.port.out.PointsLedger;
import dev.orderflow.payment.domain.LedgerTransaction;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import jakarta.persistence.EntityManager;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JpaPointsLedger implements PointsLedger {

    private final EntityManager entityManager;
    private final PointsAccountJpaRepository repository;

    @Override
    public void expect(Collection<PointsAccount.Key> accounts) {
        locked().expect(accounts.stream().map(LedgerEntryJpaEntity::nameOf).toList());
    }

    @Override
    public PointsAccount lock(PointsAccount.Key account) {
        return locked().get(LedgerEntryJpaEntity.nameOf(account))
                .map(PointsAccountJpaEntity::toDomain)
                .orElseGet(() -> PointsAccount.empty(account));
    }

    @Override
    public PointsAccount open(PointsAccount.Key account) {
        repository.open(
                LedgerEntryJpaEntity.nameOf(account),
                account.userId().value(),
                account.currency().getCurrencyCode());
        return lock(account);
    }

    @Override
    public void book(PointsAccount account, LedgerTransaction transaction) {
        locked().get(LedgerEntryJpaEntity.nameOf(account.key()))
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "%s was never opened".formatted(account.key())))
                .apply(account);
        LedgerEntryJpaEntity.from(transaction).forEach(entityManager::persist);
    }

    @Override
    public List<PointsAccount> of(UserId userId) {
        return repository.findByUserIdOrderByCurrency(userId.value()).stream()
                .map(PointsAccountJpaEntity::toDomain)
                .toList();
    }

    private TransactionRows<String, PointsAccountJpaEntity> locked() {
        return TransactionRows.of(this, this::lock);
    }

    private Map<String, PointsAccountJpaEntity> lock(Collection<String> accounts) {
        return repository.lock(accounts).stream()
                .collect(toMap(PointsAccountJpaEntity::account, identity()));
    }
}
