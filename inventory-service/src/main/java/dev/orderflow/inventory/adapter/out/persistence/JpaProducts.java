package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.application.port.out.Products;
import dev.orderflow.inventory.domain.Product;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.Stock;
import dev.orderflow.inventory.domain.StockedProduct;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Repository;

@Repository
@RequiredArgsConstructor
class JpaProducts implements Products {

    private static final long BEFORE_THE_FIRST = 0;

    private final ProductJpaRepository repository;
    private final EntityManager entityManager;

    @Override
    public Product add(ProductDetails details) {
        var entity = ProductJpaEntity.from(details);
        entityManager.persist(entity);
        var product = entity.toDomain();
        entityManager.persist(StockJpaEntity.from(Stock.none(product.id(), details.active())));
        return product;
    }

    @Override
    public Optional<Product> find(ProductId id) {
        return repository.findById(id.value()).map(ProductJpaEntity::toDomain);
    }

    @Override
    public void save(Product product) {
        repository.findById(product.id().value()).orElseThrow().apply(product.details());
    }

    @Override
    public Optional<StockedProduct> findStocked(ProductId id) {
        return repository.stockedAfter(id.value() - 1, Limit.of(1)).stream()
                .map(StockedProductRow::toDomain)
                .filter(found -> found.product().id().equals(id))
                .findFirst();
    }

    @Override
    public List<StockedProduct> listStocked(Optional<ProductId> after, int limit) {
        var start = after.map(ProductId::value).orElse(BEFORE_THE_FIRST);
        return repository.stockedAfter(start, Limit.of(limit)).stream()
                .map(StockedProductRow::toDomain)
                .toList();
    }
}
