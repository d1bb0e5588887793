package dev.orderflow.notification;

import dev.orderflow.events.test.HexagonalArchitecture;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    @Test
    void notification_service_is_a_hexagon() {
        new HexagonalArchitecture("dev.orderflow.notification").check();
    }
}
