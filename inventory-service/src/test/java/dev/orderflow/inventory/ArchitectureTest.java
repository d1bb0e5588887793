package dev.orderflow.inventory;

import dev.orderflow.events.test.HexagonalArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void the_service_has_the_shape_of_all_services() {
        new HexagonalArchitecture("dev.orderflow.inventory").check();
    }
}
