package dev.orderflow.inventory.application;

import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.inventory.application.port.in.ManageProductsUseCase;
import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import java.util.function.Supplier;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

@OrderflowTest
class AnyOrderInDatabaseTest extends AnyOrderContract {

    @Autowired StockBook stockBook;
    @Autowired ManageProductsUseCase manage;
    @Autowired TransactionTemplate transaction;

    @Override
    StockBook stockBook() {
        return stockBook;
    }

    @Override
    ProductId product() {
        var details = new ProductDetails("Anything", Price.of("1.00", "EUR"), true);
        var id = manage.create(details).product().id();
        manage.receive(new Line(id, IN_STOCK));
        return id;
    }

    @Override
    <T> T inOneTransaction(Supplier<T> work) {
        return transaction.execute(_ -> work.get());
    }
}
