package dev.orderflow.payment.adapter.out.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface GatewayOperationJpaRepository extends Repository<GatewayOperationJpaEntity, UUID> {

    @Query(
            nativeQuery = true,
            value =
                    """
                    select * from gateway_operation where due_at <= :now
                    order by due_at limit :most for update skip locked""")
    List<GatewayOperationJpaEntity> lockDue(Instant now, int most);

    @Query(
            nativeQuery = true,
            value = "select * from gateway_operation where open_of_order = :orderId for update")
    Optional<GatewayOperationJpaEntity> lockOpen(UUID orderId);

    @Query(
            "select it from GatewayOperationJpaEntity it where it.orderId = :orderId and it.dueAt is not null")
    Optional<GatewayOperationJpaEntity> readOpen(UUID orderId);

    @Query(
            """
            select count(it), min(it.createdAt) from GatewayOperationJpaEntity it
            where it.dueAt is not null and it.state = UNKNOWN""")
    Unknown unknown();

    record Unknown(long count, @Nullable Instant oldest) {}
}
