package dev.orderflow.payment.adapter.out.persistence;

import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Currency;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.jdbc.Expectation;

/** How a user's points lie in the database. */
@Entity
@Table(name = "points_account")
@SQLUpdate(
        sql =
                """
                insert into points_account (balance, currency, user_id, account)
                values (?, ?, ?, ?)
                on duplicate key update balance = values(balance), currency = values(currency), user_id =
                  values(user_id)""",
        // The driver makes one statement of a batch; then it counts nothing.
        verify = Expectation.None.class)
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class PointsAccountJpaEntity {

    @Id private String account;

    private String userId;

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
