package dev.orderflow.inventory.adapter.out.persistence;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.JpaRepository;
import org.springframework.data.jpa.repository.Query;

interface ProductJpaRepository extends JpaRepository<ProductJpaEntity, Long> {

    /** In SQL: Hibernate would translate its own query anew for each number of products. */
    @Query(value = "select id from product where id in (:ids) and active", nativeQuery = true)
    Set<Long> onSale(Collection<Long> ids);

    @Query(
            """
            select new dev.orderflow.inventory.adapter.out.persistence.StockedProductRow(product, stock)
            from ProductJpaEntity product join StockJpaEntity stock on stock.productId = product.id
            where product.id > :after order by product.id""")
    List<StockedProductRow> stockedAfter(long after, Limit limit);
}
