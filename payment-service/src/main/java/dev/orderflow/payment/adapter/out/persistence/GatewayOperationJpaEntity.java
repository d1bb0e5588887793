package dev.orderflow.payment.adapter.out.persistence;

import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.GatewayOperation.Instruction;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Currency;
import java.util.Objects;
import java.util.UUID;
import lombok.AccessLevel;
import lombok.NoArgsConstructor;
import org.jspecify.annotations.Nullable;

/** How a gateway operation lies in the database; what it is to do never changes. */
@Entity
@Table(name = "gateway_operation")
@NoArgsConstructor(access = AccessLevel.PROTECTED)
class GatewayOperationJpaEntity {

    private enum Kind {
        CHARGE,
        REFUND
    }

    @Id private UUID id;

    @Column(updatable = false)
    private UUID orderId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Kind kind;

    @Column(updatable = false)
    private BigDecimal amount;

    @Column(updatable = false)
    private String currency;

    @Column(updatable = false)
    private @Nullable String cardToken;

    @Column(updatable = false)
    private @Nullable UUID chargeId;

    @Column(updatable = false)
    private int attempt;

    @Enumerated(EnumType.STRING)
    private GatewayOperation.State state;

    private int enquiries;

    @Column(updatable = false)
    private Instant createdAt;

    private @Nullable Instant dueAt;

    static GatewayOperationJpaEntity from(GatewayOperation operation) {
        var entity = new GatewayOperationJpaEntity();
        entity.id = operation.id().value();
        entity.orderId = operation.orderId().value();
        entity.amount = operation.instruction().amount().amount();
        entity.currency = operation.instruction().amount().currency().getCurrencyCode();
        switch (operation.instruction()) {
            case Instruction.Charge(_, var token) -> {
                entity.kind = Kind.CHARGE;
                entity.cardToken = token.value();
            }
            case Instruction.Refund(_, var charge) -> {
                entity.kind = Kind.REFUND;
                entity.chargeId = charge.value();
            }
        }
        entity.attempt = operation.attempt();
        entity.createdAt = operation.createdAt();
        return entity.apply(operation);
    }

    /** Takes over what may change in an operation's life. */
    GatewayOperationJpaEntity apply(GatewayOperation operation) {
        state = operation.state();
        enquiries = operation.enquiries();
        dueAt = operation.state().isFinal() ? null : operation.dueAt();
        return this;
    }

    GatewayOperation toDomain() {
        return new GatewayOperation(
                new OperationId(id),
                new OrderId(orderId),
                instruction(),
                attempt,
                state,
                enquiries,
                createdAt,
                Objects.requireNonNullElse(dueAt, createdAt));
    }

    private Instruction instruction() {
        var money = new Money(amount, Currency.getInstance(currency));
        return switch (kind) {
            case CHARGE ->
                    new Instruction.Charge(money, new CardToken(Objects.requireNonNull(cardToken)));
            case REFUND ->
                    new Instruction.Refund(
                            money, new OperationId(Objects.requireNonNull(chargeId)));
        };
    }

    UUID orderId() {
        return orderId;
    }
}
