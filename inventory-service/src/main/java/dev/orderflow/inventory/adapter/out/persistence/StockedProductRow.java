package dev.orderflow.inventory.adapter.out.persistence;

import dev.orderflow.inventory.domain.StockedProduct;

record StockedProductRow(ProductJpaEntity product, StockJpaEntity stock) {

    StockedProduct toDomain() {
        return new StockedProduct(product.toDomain(), stock.toDomain(product.active()));
    }
}
