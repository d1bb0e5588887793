package dev.orderflow.inventory.application;

import dev.orderflow.inventory.application.port.in.ManageProductsUseCase;
import dev.orderflow.inventory.application.port.out.Deliveries;
import dev.orderflow.inventory.application.port.out.InventoryEvents;
import dev.orderflow.inventory.application.port.out.Products;
import dev.orderflow.inventory.application.port.out.StockBook;
import dev.orderflow.inventory.domain.Line;
import dev.orderflow.inventory.domain.ProductDetails;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.StockedProduct;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class ManageProductsService implements ManageProductsUseCase {

    private final Products products;
    private final StockBook stock;
    private final Deliveries deliveries;
    private final InventoryEvents events;

    @Override
    public StockedProduct create(ProductDetails details) {
        var product = products.add(details);
        events.publish(product.announce());
        return stocked(product.id());
    }

    @Override
    public StockedProduct change(ProductId id, ProductDetails details) {
        var product = products.find(id).orElseThrow(() -> new ProductNotFoundException(id));
        product.change(details)
                .ifPresent(
                        updated -> {
                            products.save(product);
                            events.publish(updated);
                        });
        return stocked(id);
    }

    @Override
    public StockedProduct receive(Line delivery) {
        var shelf = stock.shelf(Set.of(delivery.product()));
        if (shelf.of(delivery.product()).isEmpty()) {
            throw new ProductNotFoundException(delivery.product());
        }
        shelf.receive(delivery);
        stock.save(shelf);
        deliveries.add(delivery);
        return stocked(delivery.product());
    }

    private StockedProduct stocked(ProductId id) {
        return products.findStocked(id).orElseThrow(() -> new ProductNotFoundException(id));
    }
}
