package dev.orderflow.payment.adapter.out.persistence;

import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentFailure;
import dev.orderflow.payment.domain.PaymentId;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.hibernate.annotations.SQLUpdate;
import org.hibernate.jdbc.Expectation;
import org.jspecify.annotations.Nullable;

/** How a payment lies in the database. Both directions of the mapping live here. */
@Entity
@Table(name = "payment")
@SQLUpdate(
        sql =
                """
                insert into payment (amount, cancelled, cancelled_in, captured_by, card_token, charge,
                  created_at, currency, failure_code, failure_reason, method, payment_id, refund, requested_in,
                  updated_at, user_id, order_id)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on duplicate key update amount = values(amount), cancelled = values(cancelled), cancelled_in =
                  values(cancelled_in), captured_by = values(captured_by), card_token = values(card_token), charge
                  = values(charge), created_at = values(created_at), currency = values(currency), failure_code =
                  values(failure_code), failure_reason = values(failure_reason), method = values(method),
                  payment_id = values(payment_id), refund = values(refund), requested_in = values(requested_in),
                  updated_at = values(updated_at), user_id = values(user_id)""",
        // The driver makes one statement of a batch; then it counts nothing.
        verify = Expectation.None.class)
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class PaymentJpaEntity {

    private enum Method {
        POINTS,
        CARD
    }

    @Id private UUID orderId;

    private UUID paymentId;

    private String userId;

    private String currency;

    @Enumerated(EnumType.STRING)
    private @Nullable Method method;

    private @Nullable BigDecimal amount;

    private @Nullable String cardToken;

    @Enumerated(EnumType.STRING)
    private Payment.Charge charge;

    private @Nullable UUID capturedBy;

    @Enumerated(EnumType.STRING)
    private PaymentFailure.@Nullable Code failureCode;

    private @Nullable String failureReason;

    private boolean cancelled;

    @Enumerated(EnumType.STRING)
    private Payment.Refund refund;

    private @Nullable String requestedIn;

    private @Nullable String cancelledIn;

    private Instant createdAt;

    private Instant updatedAt;

    /**
     * @param chain where a fact belongs that is new
     */
    static PaymentJpaEntity from(Payment payment, Supplier<@Nullable String> chain) {
        var facts = payment.facts();
        var entity = new PaymentJpaEntity();
        entity.orderId = facts.orderId().value();
        entity.paymentId = facts.paymentId().value();
        entity.userId = facts.userId().value();
        entity.currency = facts.currency().getCurrencyCode();
        entity.createdAt = facts.createdAt();
        return entity.apply(payment, chain);
    }

    /** Takes over what may change in a payment's life. */
    PaymentJpaEntity apply(Payment payment, Supplier<@Nullable String> chain) {
        var facts = payment.facts();
        var isNewlyRequested = method == null && facts.request() != null;
        var isNewlyCancelled = !cancelled && facts.cancelled();
        if (facts.request() != null) {
            apply(facts.request());
        }
        charge = facts.charge();
        capturedBy = facts.captured() == null ? null : facts.captured().value();
        if (facts.failure() != null) {
            failureCode = facts.failure().code();
            failureReason = facts.failure().reason();
        }
        cancelled = facts.cancelled();
        refund = facts.refund();
        updatedAt = facts.updatedAt();
        if (isNewlyRequested && isAtGateway()) {
            requestedIn = chain.get();
        }
        if (isNewlyCancelled && isAtGateway()) {
            cancelledIn = chain.get();
        }
        return this;
    }

    /**
     * The chain that an event belongs to which is told later than what asked for it. One answer of
     * the gateway can have two: a charge that arrives after the cancellation of its order ends the
     * request and begins a refund, which is the cancellation's.
     */
    @Nullable String chainOf(Payment.Event event) {
        return switch (event) {
            case Payment.Completed _, Payment.Failed _ -> requestedIn;
            case Payment.Refunded _ -> cancelledIn;
        };
    }

    private void apply(PaymentRequest request) {
        amount = request.amount().amount();
        switch (request.method()) {
            case PaymentMethod.Points() -> method = Method.POINTS;
            case PaymentMethod.Card(var token) -> {
                method = Method.CARD;
                cardToken = token.value();
            }
        }
    }

    Payment toDomain(Optional<GatewayOperation> openOperation) {
        var facts =
                new Payment.Facts(
                        new OrderId(orderId),
                        new PaymentId(paymentId),
                        new UserId(userId),
                        Currency.getInstance(currency),
                        request(),
                        charge,
                        capturedBy == null ? null : new OperationId(capturedBy),
                        failure(),
                        cancelled,
                        refund,
                        createdAt,
                        updatedAt);
        return Payment.restore(facts, openOperation);
    }

    private @Nullable PaymentRequest request() {
        if (method == null || amount == null) {
            return null;
        }
        var how =
                switch (method) {
                    case POINTS -> new PaymentMethod.Points();
                    case CARD -> new PaymentMethod.Card(new CardToken(String.valueOf(cardToken)));
                };
        return new PaymentRequest(
                new UserId(userId), new Money(amount, Currency.getInstance(currency)), how);
    }

    private @Nullable PaymentFailure failure() {
        return failureCode == null
                ? null
                : new PaymentFailure(failureCode, String.valueOf(failureReason));
    }

    UUID orderId() {
        return orderId;
    }

    /** Whether the gateway may still have something to do for it. */
    boolean isAtGateway() {
        return method == Method.CARD
                && (charge == Payment.Charge.PENDING || refund == Payment.Refund.PENDING);
    }
}
