package dev.orderflow.inventory.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.inventory.application.port.in.ManageProductsUseCase;
import dev.orderflow.inventory.application.port.out.StockAudit;
import dev.orderflow.inventory.application.port.out.StockAudit.Finding;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@OrderflowTest
class JdbcStockAuditTest {

    @Autowired StockAudit audit;
    @Autowired ManageProductsUseCase manage;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void stock_adds_up_if_it_is_what_was_delivered() {
        var never = product();
        var twice = product();
        manage.receive(new Line(twice, 5));
        manage.receive(new Line(twice, 7));

        assertThat(audit.after(never.value() - 1, 2))
                .containsExactly(
                        new Finding(never.value(), true), new Finding(twice.value(), true));

        // Allowed by the database's own constraints.
        change(twice, "available = available + 1, received = received + 1");
        assertThat(audit.after(never.value(), 1))
                .containsExactly(new Finding(twice.value(), false));
        change(twice, "available = available - 1, received = received - 1");
        assertThat(audit.after(never.value(), 1)).containsExactly(new Finding(twice.value(), true));
    }

    private ProductId product() {
        return manage.create(new ProductDetails("Counted", Price.of("1.00", "EUR"), true))
                .product()
                .id();
    }

    private void change(ProductId product, String how) {
        transaction.execute(
                _ ->
                        jdbc.update(
                                "update stock set " + how + " where product_id = ?",
                                product.value()));
    }
}
