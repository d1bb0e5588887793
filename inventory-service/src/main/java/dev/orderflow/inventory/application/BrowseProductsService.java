package dev.orderflow.inventory.application;

import dev.orderflow.inventory.application.port.in.BrowseProductsUseCase;
import dev.orderflow.inventory.application.port.out.Products;
import dev.orderflow.inventory.domain.ProductId;
import dev.orderflow.inventory.domain.StockedProduct;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
class BrowseProductsService implements BrowseProductsUseCase {

    private final Products products;

    @Override
    public StockedProduct find(ProductId id) {
        return products.findStocked(id).orElseThrow(() -> new ProductNotFoundException(id));
    }

    @Override
    public Page list(Optional<ProductId> after, int limit) {
        // One more than wanted tells whether there is a next page.
        var found = products.listStocked(after, limit + 1);
        if (found.size() <= limit) {
            return new Page(found, Optional.empty());
        }
        var page = found.subList(0, limit);
        return new Page(page, Optional.of(page.getLast().product().id()));
    }
}
