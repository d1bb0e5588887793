package dev.orderflow.payment.adapter.out.persistence;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface PointsAccountJpaRepository extends Repository<PointsAccountJpaEntity, String> {

    @Query(
            nativeQuery = true,
            value =
                    "select * from points_account where account in (:accounts) order by account for update")
    List<PointsAccountJpaEntity> lock(Collection<String> accounts);

    /**
     * Not {@code insert ignore}, which would leave a shared lock behind on which two top-ups
     * deadlock.
     */
    @Modifying
    @Query(
            nativeQuery = true,
            value =
                    """
                    insert into points_account (account, user_id, currency, balance)
                    values (:account, :userId, :currency, 0)
                    on duplicate key update balance = balance""")
    void open(String account, String userId, String currency);

    List<PointsAccountJpaEntity> findByUserIdOrderByCurrency(String userId);
}
