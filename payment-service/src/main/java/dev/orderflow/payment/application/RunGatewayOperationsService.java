package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.in.RunGatewayOperationsUseCase;
import dev.orderflow.payment.application.port.out.GatewayOperations;
import dev.orderflow.payment.application.port.out.PaymentGateway;
import dev.orderflow.payment.application.port.out.Payments;
import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.GatewayOperation.Instruction;
import dev.orderflow.payment.domain.GatewayPolicy;
import java.time.Clock;
import java.util.List;
import lombok.RequiredArgsConstructor;
import lombok.extern.slf4j.Slf4j;
import org.slf4j.event.Level;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Slf4j
@Service
@RequiredArgsConstructor
class RunGatewayOperationsService implements RunGatewayOperationsUseCase {

    private final GatewayOperations operations;
    private final Payments payments;
    private final PaymentGateway gateway;
    private final Settlement settlement;
    private final GatewayPolicy policy;
    private final Clock clock;

    @Override
    @Transactional
    public List<GatewayOperation> claim(int most) {
        var now = clock.instant();
        var claimed =
                operations.lockDue(now, most).stream()
                        .map(operation -> operation.claim(policy, now))
                        .toList();
        operations.save(claimed);
        return claimed;
    }

    @Override
    public GatewayAnswer ask(GatewayOperation claimed) {
        try {
            return switch (claimed.state()) {
                case CALLING -> call(claimed);
                case UNKNOWN -> gateway.enquire(claimed.id());
                case READY, SUCCEEDED, DECLINED, NOT_FOUND, WITHDRAWN ->
                        throw new IllegalArgumentException(
                                "Operation %s is not claimed".formatted(claimed.id().value()));
            };
        } catch (RuntimeException failed) {
            // Whatever went wrong, the gateway may have moved the money before it did.
            log.warn("Asking the gateway for operation {} failed", claimed.id().value(), failed);
            return new GatewayAnswer.Unclear(failed.toString());
        }
    }

    private GatewayAnswer call(GatewayOperation claimed) {
        return switch (claimed.instruction()) {
            case Instruction.Charge(var amount, var card) ->
                    gateway.charge(claimed.id(), claimed.orderId(), amount, card);
            case Instruction.Refund(var amount, var charge) ->
                    gateway.refund(claimed.id(), claimed.orderId(), amount, charge);
        };
    }

    @Override
    @Transactional
    public void record(GatewayOperation claimed, GatewayAnswer answer) {
        var now = clock.instant();
        var payment =
                payments.lock(claimed.orderId())
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "Operation %s belongs to no payment"
                                                        .formatted(claimed.id().value())));
        // A refund that is not done is money we owe; everything else is daily business.
        var owed =
                claimed.instruction() instanceof Instruction.Refund
                        && !(answer instanceof GatewayAnswer.Succeeded);
        log.atLevel(owed ? Level.WARN : Level.INFO)
                .log(
                        "Operation {} ({}) of order {}: {}",
                        claimed.id().value(),
                        claimed.instruction().getClass().getSimpleName(),
                        claimed.orderId().value(),
                        answer);
        settlement.conclude(payment, payment.answered(claimed.id(), answer, policy, now), now);
    }
}
