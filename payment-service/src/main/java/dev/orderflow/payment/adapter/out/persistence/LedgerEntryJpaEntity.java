package dev.orderflow.payment.adapter.out.persistence;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.payment.domain.LedgerTransaction;
import dev.orderflow.payment.domain.LedgerTransaction.Account;
import dev.orderflow.payment.domain.PointsAccount;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One side of a transaction, written once. */
@Entity
@Immutable
@Table(name = "ledger_entry")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class LedgerEntryJpaEntity {

    @Id private UUID id;

    private UUID transactionId;

    @Enumerated(EnumType.STRING)
    private LedgerTransaction.Kind kind;

    private @Nullable UUID orderId;

    private String account;

    private BigDecimal amount;

    private String currency;

    static List<LedgerEntryJpaEntity> from(LedgerTransaction transaction) {
        return transaction.entries().stream().map(entry -> from(transaction, entry)).toList();
    }

    private static LedgerEntryJpaEntity from(
            LedgerTransaction transaction, LedgerTransaction.Entry entry) {
        var entity = new LedgerEntryJpaEntity();
        entity.id = UuidCreator.getTimeOrderedEpoch();
        entity.transactionId = transaction.id();
        entity.kind = transaction.kind();
        entity.orderId = transaction.orderId() == null ? null : transaction.orderId().value();
        entity.currency = transaction.currency().getCurrencyCode();
        entity.account =
                switch (entry.account()) {
                    case Account.Customer(var userId) ->
                            nameOf(new PointsAccount.Key(userId, transaction.currency()));
                    case Account.Revenue() -> "revenue:" + entity.currency;
                    case Account.Issued() -> "issued:" + entity.currency;
                };
        entity.amount = entry.amount();
        return entity;
    }

    static String nameOf(PointsAccount.Key account) {
        return "customer:%s:%s"
                .formatted(account.userId().value(), account.currency().getCurrencyCode());
    }
}
