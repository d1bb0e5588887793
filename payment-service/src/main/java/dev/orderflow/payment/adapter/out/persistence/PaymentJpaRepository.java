package dev.orderflow.payment.adapter.out.persistence;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

// Row locks are native queries, as Hibernate's locking clause for MySQL is not understood by
// MariaDB.
interface PaymentJpaRepository extends Repository<PaymentJpaEntity, UUID> {

    @Query(
            nativeQuery = true,
            value =
                    "select * from payment where order_id in (:orderIds) order by order_id for update")
    List<PaymentJpaEntity> lock(Collection<UUID> orderIds);
}
