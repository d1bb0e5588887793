package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.application.port.out.StockAudit;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@RequiredArgsConstructor
class JdbcStockAudit implements StockAudit {

    private final JdbcClient jdbc;

    /** One statement, so that both sides are of the same moment. */
    @Override
    @Transactional(readOnly = true)
    public List<Finding> after(long productId, int limit) {
        return jdbc.sql(
                        """
                        select product_id,
                          available >= 0 and reserved >= 0 and sold >= 0
                          and available + reserved + sold = received
                          and received = (
                            select coalesce(sum(r.quantity), 0) from stock_receipt r where r.product_id = s.product_id
                          ) adds_up
                        from stock s where product_id > :after order by product_id limit :limit""")
                .param("after", productId)
                .param("limit", limit)
                .query((row, _) -> new Finding(row.getLong(1), row.getBoolean(2)))
                .list();
    }
}
