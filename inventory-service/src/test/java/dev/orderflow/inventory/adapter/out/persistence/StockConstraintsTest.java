package dev.orderflow.inventory.adapter.out.persistence;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.inventory.application.port.in.ManageProductsUseCase;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.ProductDetails;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

@OrderflowTest
class StockConstraintsTest {

    @Autowired ManageProductsUseCase manage;
    @Autowired JdbcTemplate jdbc;
    @Autowired TransactionTemplate transaction;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "available = -1, received = -1",
                "reserved = -1, received = 4",
                "sold = -1, received = 4",
                "available = available + 1",
                "reserved = reserved + 1",
                "sold = sold + 1",
                "received = received - 1"
            })
    void the_database_itself_refuses_stock_that_cannot_be(String change) {
        var details = new ProductDetails("Guarded", Price.of("1.00", "EUR"), true);
        var product = manage.create(details).product().id();
        manage.receive(new Line(product, 5));

        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(
                        () ->
                                transaction.execute(
                                        _ ->
                                                jdbc.update(
                                                        "update stock set "
                                                                + change
                                                                + " where product_id = ?",
                                                        product.value())))
                .withMessageContaining("stock_");
    }
}
