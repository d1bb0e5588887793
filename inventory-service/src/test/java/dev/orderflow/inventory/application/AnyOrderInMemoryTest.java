package dev.orderflow.inventory.application;

import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Stock;
import java.util.function.Supplier;

class AnyOrderInMemoryTest extends AnyOrderContract {

    private final InMemoryStockBook stockBook = new InMemoryStockBook();
    private long products;

    @Override
    StockBook stockBook() {
        return stockBook;
    }

    @Override
    ProductId product() {
        return stockBook.add(Stock.none(new ProductId(++products), true).receive(IN_STOCK));
    }

    @Override
    <T> T inOneTransaction(Supplier<T> work) {
        return work.get();
    }
}
