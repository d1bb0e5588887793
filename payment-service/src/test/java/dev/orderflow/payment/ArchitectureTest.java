package dev.orderflow.payment;

import dev.orderflow.events.test.HexagonalArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void payment_service_is_a_hexagon() {
        new HexagonalArchitecture("dev.orderflow.payment").check();
    }
}
