package dev.orderflow.payment.adapter.in.web;

import dev.orderflow.payment.application.port.in.ReadMoneyUseCase;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.web.Caller;
import io.swagger.v3.oas.annotations.Operation;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/payments")
@RequiredArgsConstructor
class PaymentController {

    private final ReadMoneyUseCase money;

    /** Somebody else's payment is not shown, and not even admitted to exist. */
    @Operation(summary = "What was paid, or was not, for an order")
    @GetMapping
    PaymentsResponse ofOrder(@RequestParam UUID orderId, Caller caller) {
        return PaymentsResponse.from(
                money
                        .paymentOf(new OrderId(orderId))
                        .filter(payment -> maySee(caller, payment))
                        .stream());
    }

    private static boolean maySee(Caller caller, Payment payment) {
        return caller.isAdmin() || caller.userId().equals(payment.userId().value());
    }
}
