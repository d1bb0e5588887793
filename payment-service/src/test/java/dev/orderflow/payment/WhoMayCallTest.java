package dev.orderflow.payment;

import dev.orderflow.events.test.WhoMayCall;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@PaymentServiceTest
class WhoMayCallTest {

    @Autowired ApplicationContext service;

    @Test
    void every_call_is_for_those_named_here_and_nobody_else() {
        WhoMayCall.check(
                service,
                """
                GET /api/payments                   USER
                GET /api/points                     USER
                POST /api/points/{userId}/top-up    ADMIN
                """);
    }
}
