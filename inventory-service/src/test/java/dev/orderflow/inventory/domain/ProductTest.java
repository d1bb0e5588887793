package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProductTest {

    final ProductId id = new ProductId(7);
    final ProductDetails book = new ProductDetails("Book", Price.of("12.50", "EUR"), true);
    final ProductDetails dearBook = new ProductDetails("Book", Price.of("14.00", "EUR"), true);
    final Product product = Product.restore(id, book, 3);

    @Test
    void a_change_makes_a_new_revision_and_is_told() {
        assertThat(product.change(dearBook)).contains(new Product.Updated(id, dearBook, 4));
    }

    @Test
    void a_change_that_changes_nothing_is_not_told() {
        assertThat(product.change(book)).isEmpty();
        assertThat(product.revision()).isEqualTo(3);
    }
}
