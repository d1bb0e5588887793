package dev.orderflow.inventory.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;

class LineTest {

    static Line line(long product, int quantity) {
        return new Line(new ProductId(product), quantity);
    }

    @Test
    void lines_of_one_product_are_summed_and_products_come_in_order() {
        assertThat(Line.summed(List.of(line(2, 1), line(1, 5), line(2, 3))))
                .containsExactly(line(1, 5), line(2, 4));
    }

    @Test
    void a_sum_that_no_order_can_mean_is_refused() {
        assertThatExceptionOfType(ArithmeticException.class)
                .isThrownBy(() -> Line.summed(List.of(line(1, Integer.MAX_VALUE), line(1, 1))));
    }

    @Test
    void a_line_has_at_least_one_piece() {
        assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> line(1, 0));
    }
}
