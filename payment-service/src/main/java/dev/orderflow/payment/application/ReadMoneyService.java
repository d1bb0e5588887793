package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.in.ReadMoneyUseCase;
import dev.orderflow.payment.application.port.out.GatewayOperations;
import dev.orderflow.payment.application.port.out.Payments;
import dev.orderflow.payment.application.port.out.PointsLedger;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional(readOnly = true)
@RequiredArgsConstructor
class ReadMoneyService implements ReadMoneyUseCase {

    private final Payments payments;
    private final PointsLedger ledger;
    private final GatewayOperations operations;
    private final Clock clock;

    @Override
    public Optional<Payment> paymentOf(OrderId orderId) {
        return payments.read(orderId).filter(Payment::isRequested);
    }

    @Override
    public List<Money> pointsOf(UserId userId) {
        return ledger.of(userId).stream().map(PointsAccount::balance).toList();
    }

    @Override
    public Unknowns unknowns() {
        var unknown = operations.unknowns();
        var age = unknown.oldest().map(since -> Duration.between(since, clock.instant()));
        return new Unknowns(unknown.count(), age.orElse(Duration.ZERO));
    }
}
