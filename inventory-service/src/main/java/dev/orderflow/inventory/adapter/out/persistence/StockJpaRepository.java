package dev.orderflow.inventory.adapter.out.persistence;

import java.util.Collection;
import java.util.List;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface StockJpaRepository extends JpaRepository<StockJpaEntity, Long> {

    /**
     * Locks in the order of the ids, so that two transactions wait for each other and never both.
     * In SQL, as Hibernate would lock "of" an alias, which MariaDB does not know.
     */
    @Query(
            value = "select * from stock where product_id in (:ids) order by product_id for update",
            nativeQuery = true)
    List<StockJpaEntity> lock(Collection<Long> ids);
}
