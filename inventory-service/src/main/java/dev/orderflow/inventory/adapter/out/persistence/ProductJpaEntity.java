package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.domain.Price;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.util.Currency;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** How a product lies in the database. */
@Entity
@Table(name = "product")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class ProductJpaEntity {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    private String name;

    private BigDecimal price;

    private String currency;

    private boolean active;

    /**
     * Hibernate adds one with every update, as the domain does, and so finds out who else did at
     * the same time.
     */
    @Version private long revision;

    static ProductJpaEntity from(ProductDetails details) {
        var entity = new ProductJpaEntity();
        entity.revision = Product.FIRST_REVISION;
        entity.apply(details);
        return entity;
    }

    void apply(ProductDetails details) {
        name = details.name();
        price = details.price().amount();
        currency = details.price().currency().getCurrencyCode();
        active = details.active();
    }

    Product toDomain() {
        var details =
                new ProductDetails(name, new Price(price, Currency.getInstance(currency)), active);
        return Product.restore(new ProductId(id()), details, revision);
    }

    long id() {
        if (id == null) {
            throw new IllegalStateException("The product is not stored yet");
        }
        return id;
    }

    boolean active() {
        return active;
    }
}
