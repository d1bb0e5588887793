package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.application.port.out.Deliveries;
import dev.orderflow.inventory.domain.Line;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JdbcDeliveries implements Deliveries {

    private final JdbcClient jdbc;

    @Override
    public void add(Line delivery) {
        jdbc.sql(
                        """
                        insert into stock_receipt (product_id, quantity, received_at)
                        values (:product, :quantity, utc_timestamp(6))""")
                .param("product", delivery.product().value())
                .param("quantity", delivery.quantity())
                .update();
    }
}
