package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Stock;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.jdbc.Expectation;

/** How a product's stock lies in the database. It has no version: who changes it has locked it. */
@Entity
@Table(name = "stock")
@SQLUpdate(
        sql =
                """
                insert into stock (available, received, reserved, sold, product_id)
                values (?, ?, ?, ?, ?)
                on duplicate key update available = values(available), received = values(received), reserved =
                  values(reserved), sold = values(sold)""",
        // The driver makes one statement of a batch; then it counts nothing.
        verify = Expectation.None.class)
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class StockJpaEntity {

    @Id private long productId;

    private long available;

    private long reserved;

    private long sold;

    private long received;

    static StockJpaEntity from(Stock stock) {
        var entity = new StockJpaEntity();
        entity.productId = stock.product().value();
        entity.apply(stock);
        return entity;
    }

    void apply(Stock stock) {
        available = stock.available();
        reserved = stock.reserved();
        sold = stock.sold();
        received = stock.received();
    }

    Stock toDomain(boolean onSale) {
        return new Stock(new ProductId(productId), onSale, available, reserved, sold, received);
    }

    long productId() {
        return productId;
    }
}
