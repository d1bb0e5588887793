package dev.orderflow.payment.adapter.out.persistence;

import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Currency;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;

/** How a user's points lie in the database. */
@Entity
@Table(name = "points_account")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class PointsAccountJpaEntity {

    @Id private String account;

    @Column(updatable = false)
    private String userId;

    @Column(updatable = false)
    private String currency;

    private BigDecimal balance;

    void apply(PointsAccount points) {
        balance = points.balance().amount();
    }

    PointsAccount toDomain() {
        var unit = Currency.getInstance(currency);
        return new PointsAccount(
                new PointsAccount.Key(new UserId(userId), unit), new Money(balance, unit));
    }

    String account() {
        return account;
    }
}
