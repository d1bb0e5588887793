package dev.orderflow.order.adapter;

import dev.orderflow.events.test.OpenApi;
import dev.orderflow.events.test.OrderflowTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@OrderflowTest
class OpenApiTest {

    @LocalServerPort int port;

    @Test
    void what_others_were_given_is_what_the_service_answers() {
        OpenApi.check(port, Path.of("..", "docs", "contracts", "openapi", "order-service.json"));
    }
}
