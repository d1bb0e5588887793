package dev.orderflow.inventory.adapter.in.web;

import dev.orderflow.inventory.application.port.in.BrowseProductsUseCase;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param nextCursor asks for the next page; null on the last
 */
record ProductPageResponse(List<ProductResponse> products, @Nullable String nextCursor) {

    static ProductPageResponse of(BrowseProductsUseCase.Page page) {
        return new ProductPageResponse(
                page.products().stream().map(ProductResponse::of).toList(),
                page.next().map(next -> Long.toString(next.value())).orElse(null));
    }
}
