package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.in.CancelPaymentUseCase;
import dev.orderflow.payment.application.port.out.Payments;
import dev.orderflow.payment.application.port.out.PointsLedger;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PointsAccount;
import java.time.Clock;
import java.util.Collection;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
@RequiredArgsConstructor
class CancelPaymentService implements CancelPaymentUseCase {

    private final Payments payments;
    private final PointsLedger ledger;
    private final Settlement settlement;
    private final Clock clock;

    /**
     * An order not heard of before leaves a cancelled payment behind, on which its late request
     * does nothing.
     */
    @Override
    public void cancel(CancelPayment command) {
        var now = clock.instant();
        var payment =
                payments.lock(command.orderId())
                        .orElseGet(
                                () ->
                                        Payment.of(
                                                command.orderId(),
                                                command.userId(),
                                                command.currency(),
                                                now));
        settlement.conclude(payment, payment.cancel(now), now);
    }

    @Override
    public void expect(Collection<CancelPayment> commands) {
        payments.expect(commands.stream().map(CancelPayment::orderId).toList());
        ledger.expect(
                commands.stream()
                        .map(command -> new PointsAccount.Key(command.userId(), command.currency()))
                        .toList());
    }
}
