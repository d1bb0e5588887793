package dev.orderflow.order;

import dev.orderflow.events.test.HexagonalArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void order_service_is_a_hexagon() {
        new HexagonalArchitecture("dev.orderflow.order").check();
    }
}
