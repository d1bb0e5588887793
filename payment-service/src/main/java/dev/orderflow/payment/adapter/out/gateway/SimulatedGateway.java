package dev.orderflow.payment.adapter.out.gateway;

import dev.orderflow.payment.application.port.out.PaymentGateway;
import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;
import java.time.Duration;
import java.util.function.Supplier;
import lombok.RequiredArgsConstructor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The way to a gateway that is not there. How it behaves depends on the card's token:
 *
 * <table>
 *   <caption>Tokens</caption>
 *   <tr><td>{@code tok_approve}</td><td>is charged</td></tr>
 *   <tr><td>{@code tok_decline}</td><td>is declined, and so is every token that is not in this table</td></tr>
 *   <tr><td>{@code tok_timeout}</td><td>never answers and never charges; an enquiry says so</td></tr>
 *   <tr><td>{@code tok_late_success}</td><td>does not answer in time, but charges; an enquiry finds it after a while</td></tr>
 *   <tr><td>{@code tok_error}</td><td>answers with an error and does not charge; an enquiry says so</td></tr>
 * </table>
 */
@Component
@RequiredArgsConstructor
@EnableConfigurationProperties(SimulatedGatewayProperties.class)
class SimulatedGateway implements PaymentGateway {

    private final SimulatedGatewayBooks books;
    private final SimulatedGatewayProperties properties;

    @Override
    public GatewayAnswer charge(OperationId id, OrderId orderId, Money amount, CardToken card) {
        return outsideTransaction(
                () ->
                        switch (card.value()) {
                            case "tok_approve" -> books.charge(id, orderId, amount, Duration.ZERO);
                            case "tok_late_success" -> {
                                books.charge(id, orderId, amount, properties.settlesAfter());
                                yield timedOut();
                            }
                            case "tok_timeout" -> timedOut();
                            case "tok_error" ->
                                    new GatewayAnswer.Unclear(
                                            "The gateway answered 500 Internal Server Error");
                            default -> books.decline(id, orderId, amount);
                        });
    }

    @Override
    public GatewayAnswer refund(OperationId id, OrderId orderId, Money amount, OperationId charge) {
        return outsideTransaction(() -> books.refund(id, orderId, amount, charge));
    }

    @Override
    public GatewayAnswer enquire(OperationId id) {
        return outsideTransaction(() -> books.enquire(id));
    }

    private GatewayAnswer timedOut() {
        try {
            Thread.sleep(properties.timeout());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return new GatewayAnswer.Unclear(
                "The gateway did not answer within " + properties.timeout());
    }

    /**
     * A slow gateway would hold the transaction's locks, and a rollback would not take the money
     * back.
     */
    private static GatewayAnswer outsideTransaction(Supplier<GatewayAnswer> call) {
        if (TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalTransactionStateException(
                    "Call the gateway outside of any transaction");
        }
        return call.get();
    }
}
