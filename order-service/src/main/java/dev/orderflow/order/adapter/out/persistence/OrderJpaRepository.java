package dev.orderflow.order.adapter.out.persistence;

import dev.orderflow.order.domain.OrderStatus;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Locks are taken by SQL: what Hibernate writes for them is not the same on MySQL and MariaDB. */
interface OrderJpaRepository extends Repository<OrderJpaEntity, UUID> {

    @Query(
            value = "select * from orders where id in (:ids) order by id for update",
            nativeQuery = true)
    List<OrderJpaEntity> lock(Collection<UUID> ids);

    @Query(
            value =
                    """
                    select * from orders where status in ('PENDING', 'CONFIRMED') and deadline < :now
                    order by status, deadline limit :limit for update skip locked""",
            nativeQuery = true)
    List<OrderJpaEntity> lockOverdue(Instant now, int limit);

    @Query(
            "select o from OrderJpaEntity o left join fetch o.lines where o.id = :id and o.userId = :userId")
    Optional<OrderJpaEntity> findWithLines(UUID id, String userId);

    Optional<OrderJpaEntity> findByIdAndUserId(UUID id, String userId);

    List<OrderJpaEntity> findByIdIn(Collection<UUID> ids);

    @Query(
            """
            select o.id from OrderJpaEntity o
            where o.userId = :userId and (:status is null or o.status = :status) and (:before is null or o.id < :before)
            order by o.id desc""")
    List<UUID> page(
            String userId, @Nullable OrderStatus status, @Nullable UUID before, Limit limit);

    @Query(
            """
            select o.id from OrderJpaEntity o
            where (:status is null or o.status = :status) and (:before is null or o.id < :before)
            order by o.id desc""")
    List<UUID> pageOfAll(@Nullable OrderStatus status, @Nullable UUID before, Limit limit);

    @Query(
            "select o from OrderJpaEntity o left join fetch o.lines where o.id in :ids order by o.id desc")
    List<OrderJpaEntity> findAllWithLines(Collection<UUID> ids);

    @Query(
            value =
                    """
                    select count(*) from (select status from orders where user_id = :userId order by id desc limit :newest) newest
                    where status in ('PENDING', 'CONFIRMED', 'CANCELLING')""",
            nativeQuery = true)
    int countOpen(String userId, int newest);

    @Query(
            value =
                    """
                    select count(*) from
                    (select 1 from orders where status in ('PENDING', 'CONFIRMED', 'CANCELLING') limit :most) open_ones""",
            nativeQuery = true)
    int countOpen(int most);

    @Query(
            value =
                    "select created_at from orders where status = :status order by deadline limit 1",
            nativeQuery = true)
    Optional<Instant> oldest(String status);

    @Query(
            value =
                    "select count(*) from orders where status in ('PENDING', 'CONFIRMED', 'CANCELLING') and deadline < :now",
            nativeQuery = true)
    long countPastDeadline(Instant now);
}
