package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.in.PayOrderUseCase;
import dev.orderflow.payment.application.port.out.Payments;
import dev.orderflow.payment.application.port.out.PointsLedger;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.PointsAccount;
import java.time.Clock;
import java.util.Collection;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class PayOrderService implements PayOrderUseCase {

    private final Payments payments;
    private final PointsLedger ledger;
    private final Settlement settlement;
    private final Clock clock;

    @Override
    public void pay(PayOrder command) {
        var now = clock.instant();
        var request = command.request();
        var payment =
                payments.lock(command.orderId())
                        .orElseGet(
                                () ->
                                        Payment.of(
                                                command.orderId(),
                                                request.userId(),
                                                request.amount().currency(),
                                                now));
        settlement.conclude(payment, payment.request(request, now), now);
    }

    @Override
    public void expect(Collection<PayOrder> commands) {
        payments.expect(commands.stream().map(PayOrder::orderId).toList());
        ledger.expect(
                commands.stream()
                        .map(PayOrder::request)
                        .filter(request -> request.method() instanceof PaymentMethod.Points)
                        .map(PayOrderService::account)
                        .toList());
    }

    private static PointsAccount.Key account(PaymentRequest request) {
        return new PointsAccount.Key(request.userId(), request.amount().currency());
    }
}
