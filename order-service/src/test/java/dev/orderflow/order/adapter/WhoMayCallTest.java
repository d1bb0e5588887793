package dev.orderflow.order.adapter;

import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.WhoMayCall;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@OrderflowTest
class WhoMayCallTest {

    @Autowired ApplicationContext service;

    @Test
    void every_call_is_for_those_named_here_and_nobody_else() {
        WhoMayCall.check(
                service,
                """
                GET /admin/orders               ADMIN
                GET /admin/orders/{id}          ADMIN
                GET /admin/orders/{id}/timeline ADMIN
                GET /api/orders                 USER
                GET /api/orders/{id}            USER
                GET /api/orders/{id}/events     USER
                GET /api/orders/{id}/timeline   USER
                POST /api/orders                USER
                POST /api/orders/{id}/cancel    USER
                """);
    }
}
