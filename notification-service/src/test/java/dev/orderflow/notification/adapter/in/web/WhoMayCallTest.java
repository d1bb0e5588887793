package dev.orderflow.notification.adapter.in.web;

import dev.orderflow.events.test.WhoMayCall;
import dev.orderflow.notification.NotificationTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

class WhoMayCallTest extends NotificationTest {

    @Autowired ApplicationContext service;

    @Test
    void every_call_is_for_those_named_here_and_nobody_else() {
        WhoMayCall.check(
                service,
                """
                GET /api/notifications          USER
                GET /api/statistics             ADMIN
                """);
    }
}
