package dev.orderflow.inventory.adapter.in.web;

import dev.orderflow.inventory.domain.StockedProduct;
import java.math.BigDecimal;

record ProductResponse(
        long productId,
        String name,
        BigDecimal price,
        String currency,
        boolean active,
        long available,
        long reserved,
        long sold,
        long received) {

    static ProductResponse of(StockedProduct stocked) {
        var details = stocked.product().details();
        var stock = stocked.stock();
        return new ProductResponse(
                stocked.product().id().value(),
                details.name(),
                details.price().amount(),
                details.price().currency().getCurrencyCode(),
                details.active(),
                stock.available(),
                stock.reserved(),
                stock.sold(),
                stock.received());
    }
}
