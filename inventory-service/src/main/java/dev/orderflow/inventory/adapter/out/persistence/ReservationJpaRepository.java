package dev.orderflow.inventory.adapter.out.persistence;

import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ReservationJpaRepository extends JpaRepository<ReservationJpaEntity, UUID> {

    /**
     * As {@link StockJpaRepository#lock}. Where there is no such reservation, nothing is locked.
     */
    @Query(
            value =
                    "select * from reservation where order_id in (:ids) order by order_id for update",
            nativeQuery = true)
    List<ReservationJpaEntity> lock(Collection<UUID> ids);

    @Query(
            """
            select reservation from ReservationJpaEntity reservation
            left join fetch reservation.lines where reservation in :reservations""")
    List<ReservationJpaEntity> readLines(Collection<ReservationJpaEntity> reservations);
}
