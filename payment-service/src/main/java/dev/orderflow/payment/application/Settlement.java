package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.out.GatewayWork;
import dev.orderflow.payment.application.port.out.PaymentEvents;
import dev.orderflow.payment.application.port.out.Payments;
import dev.orderflow.payment.application.port.out.PointsLedger;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PointsAccount;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.stereotype.Component;

/**
 * What each step of a payment ends with: points that are owed move, the payment is stored, and
 * others are told.
 */
@Component
@RequiredArgsConstructor
class Settlement {

    private final Payments payments;
    private final PointsLedger ledger;
    private final PaymentEvents events;
    private final GatewayWork work;
    private final OutcomeCounter outcomes;

    /** To be called in the transaction that locked the payment. */
    void conclude(Payment payment, List<Payment.Event> happened, Instant now) {
        var toTell = new ArrayList<>(happened);
        if (payment.owesCharge()) {
            toTell.addAll(takePoints(payment, now));
        }
        if (payment.owesRefund()) {
            toTell.addAll(returnPoints(payment, now));
        }
        payments.save(payment);
        toTell.forEach(event -> payments.inChainOf(event, () -> events.publish(event)));
        toTell.forEach(outcomes::count);
        if (payment.operations().stream().anyMatch(Settlement::isReady)) {
            work.announce();
        }
    }

    private List<Payment.Event> takePoints(Payment payment, Instant now) {
        var account = ledger.lock(accountOf(payment));
        var charge = account.charge(payment.orderId(), payment.amount());
        charge.ifPresent(transaction -> ledger.book(account, transaction));
        return charge.isPresent() ? payment.pointsTaken(now) : payment.pointsLacking(now);
    }

    private List<Payment.Event> returnPoints(Payment payment, Instant now) {
        var account = ledger.lock(accountOf(payment));
        ledger.book(account, account.refund(payment.orderId(), payment.amount()));
        return payment.pointsReturned(now);
    }

    private static PointsAccount.Key accountOf(Payment payment) {
        return new PointsAccount.Key(payment.userId(), payment.amount().currency());
    }

    private static boolean isReady(GatewayOperation operation) {
        return operation.state() == GatewayOperation.State.READY;
    }
}
