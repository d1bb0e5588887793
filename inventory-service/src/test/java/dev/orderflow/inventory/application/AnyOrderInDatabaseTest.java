package dev.orderflow.inventory.application;

import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.ProductId;
import java.math.BigInteger;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.transaction.support.TransactionTemplate;

@OrderflowTest
class AnyOrderInDatabaseTest extends AnyOrderContract {

    @Autowired StockBook stockBook;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Override
    StockBook stockBook() {
        return stockBook;
    }

    /** In rows: the use case would announce each of a thousand products to everybody. */
    @Override
    ProductId product() {
        return inOneTransaction(
                () -> {
                    var id = new GeneratedKeyHolder();
                    jdbc.sql(
                                    "insert into product (name, price, currency, active, revision) values ('Anything', 1, 'EUR', true, 0)")
                            .update(id);
                    var product = new ProductId(id.getKeyAs(BigInteger.class).longValueExact());
                    jdbc.sql("insert into stock values (:product, :pieces, 0, 0, :pieces)")
                            .param("product", product.value())
                            .param("pieces", IN_STOCK)
                            .update();
                    jdbc.sql(
                                    "insert into stock_receipt (product_id, quantity, received_at) values (:product, :pieces, utc_timestamp(6))")
                            .param("product", product.value())
                            .param("pieces", IN_STOCK)
                            .update();
                    return product;
                });
    }

    @Override
    <T> T inOneTransaction(Supplier<T> work) {
        return transaction.execute(_ -> work.get());
    }
}
