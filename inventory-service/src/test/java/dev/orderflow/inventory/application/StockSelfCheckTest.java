package dev.orderflow.inventory.application;

import static dev.orderflow.inventory.application.StockSelfCheck.PRODUCTS_A_LOOK;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.inventory.application.port.out.StockAudit.Finding;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StockSelfCheckTest {

    static final long PRODUCTS = PRODUCTS_A_LOOK + 10;

    final Set<Long> broken = new HashSet<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final StockSelfCheck check = new StockSelfCheck(this::after, meters);

    @Test
    void each_product_has_its_turn_and_a_breach_stays_until_it_is_mended() {
        broken.add(1L);
        broken.add(PRODUCTS);

        check.look();
        assertThat(breaches()).isEqualTo(1);
        check.look();
        assertThat(breaches()).isEqualTo(2);

        broken.remove(1L);
        check.look();
        assertThat(breaches()).isEqualTo(1);
        check.look();
        assertThat(breaches()).isEqualTo(1);
    }

    private List<Finding> after(long productId, int limit) {
        return LongStream.rangeClosed(productId + 1, PRODUCTS)
                .limit(limit)
                .mapToObj(product -> new Finding(product, !broken.contains(product)))
                .toList();
    }

    private double breaches() {
        return meters.get("invariant.breaches").tag("invariant", "I2").gauge().value();
    }
}
