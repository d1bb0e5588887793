package dev.orderflow.notification.adapter.in.web;

import dev.orderflow.events.test.OpenApi;
import dev.orderflow.notification.NotificationTest;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

class OpenApiTest extends NotificationTest {

    @LocalServerPort int port;

    @Test
    void what_others_were_given_is_what_the_service_answers() {
        OpenApi.check(
                port, Path.of("..", "docs", "contracts", "openapi", "notification-service.json"));
    }
}
