package dev.orderflow.order.application;

import dev.orderflow.order.application.port.in.UpdateProductUseCase;
import dev.orderflow.order.application.port.out.Products;
import dev.orderflow.order.domain.Product;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@RequiredArgsConstructor
class UpdateProductService implements UpdateProductUseCase {

    private final Products products;

    @Override
    @Transactional
    public void update(Product product) {
        products.keep(product);
    }
}
