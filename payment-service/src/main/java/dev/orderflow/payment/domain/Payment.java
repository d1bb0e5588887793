package dev.orderflow.payment.domain;

import dev.orderflow.payment.domain.GatewayAnswer.Declined;
import dev.orderflow.payment.domain.GatewayAnswer.NotFound;
import dev.orderflow.payment.domain.GatewayAnswer.Succeeded;
import dev.orderflow.payment.domain.GatewayAnswer.Unclear;
import dev.orderflow.payment.domain.GatewayOperation.Instruction;
import java.time.Instant;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The money of one order, as facts that only grow: whether it was asked for, how far the charge is,
 * whether the order was cancelled, how far the refund is. What happens joins its fact in, in
 * whatever order it arrives and however often, and {@link #settle} then does what the facts
 * together ask for. A cancellation is always answered, once, by {@link Refunded}.
 *
 * <p>Points move in the same transaction: {@link #owesCharge} and {@link #owesRefund} say that they
 * should. Cards take {@link GatewayOperation}s, of which at most one is open.
 */
public final class Payment {

    /** What others are told. */
    public sealed interface Event {

        OrderId orderId();
    }

    public record Completed(OrderId orderId, UserId userId, PaymentId paymentId, Money amount)
            implements Event {}

    public record Failed(
            OrderId orderId, UserId userId, PaymentId paymentId, PaymentFailure failure)
            implements Event {}

    /**
     * The shop holds no money for the order and will take none; the amount is zero where it never
     * did.
     */
    public record Refunded(OrderId orderId, UserId userId, Money amount) implements Event {}

    public enum Charge {
        NONE,
        PENDING,
        COMPLETED,
        FAILED,
        VOIDED
    }

    public enum Refund {
        NONE,
        PENDING,
        DONE
    }

    /** All facts of a payment at one moment. */
    public record Facts(
            OrderId orderId,
            PaymentId paymentId,
            UserId userId,
            Currency currency,
            @Nullable PaymentRequest request,
            Charge charge,
            @Nullable OperationId captured,
            @Nullable PaymentFailure failure,
            boolean cancelled,
            Refund refund,
            Instant createdAt,
            Instant updatedAt) {}

    private final OrderId orderId;
    private final PaymentId paymentId;
    private final UserId userId;
    private final Currency currency;
    private final Instant createdAt;
    private final Map<OperationId, GatewayOperation> operations = new LinkedHashMap<>();
    private @Nullable PaymentRequest request;
    private Charge charge = Charge.NONE;
    private @Nullable OperationId captured;
    private @Nullable PaymentFailure failure;
    private boolean cancelled;
    private Refund refund = Refund.NONE;
    private Instant updatedAt;

    private Payment(
            OrderId orderId,
            PaymentId paymentId,
            UserId userId,
            Currency currency,
            Instant createdAt,
            Instant updatedAt) {
        this.orderId = orderId;
        this.paymentId = paymentId;
        this.userId = userId;
        this.currency = currency;
        this.createdAt = createdAt;
        this.updatedAt = updatedAt;
    }

    /** The payment of an order that is heard of for the first time. */
    public static Payment of(OrderId orderId, UserId userId, Currency currency, Instant now) {
        return new Payment(orderId, PaymentId.next(), userId, currency, now, now);
    }

    /** Brings back a payment that was stored earlier, with its open operation where it has one. */
    public static Payment restore(Facts facts, Optional<GatewayOperation> openOperation) {
        var payment =
                new Payment(
                        facts.orderId,
                        facts.paymentId,
                        facts.userId,
                        facts.currency,
                        facts.createdAt,
                        facts.updatedAt);
        payment.request = facts.request;
        payment.charge = facts.charge;
        payment.captured = facts.captured;
        payment.failure = facts.failure;
        payment.cancelled = facts.cancelled;
        payment.refund = facts.refund;
        openOperation.ifPresent(payment::put);
        return payment;
    }

    /**
     * The order wants its money. Nothing happens where it was asked for before, or the order is
     * cancelled already.
     */
    public List<Event> request(PaymentRequest wanted, Instant now) {
        if (request != null || cancelled) {
            return List.of();
        }
        request = wanted;
        charge = Charge.PENDING;
        updatedAt = now;
        if (wanted.amount().isZero()) {
            return completed(now);
        }
        if (wanted.method() instanceof PaymentMethod.Card(var token)) {
            put(
                    GatewayOperation.first(
                            orderId, new Instruction.Charge(wanted.amount(), token), now));
        }
        return List.of();
    }

    /**
     * The order will not be fulfilled: what was taken goes back, and what was not is not taken any
     * more.
     */
    public List<Event> cancel(Instant now) {
        if (cancelled) {
            return List.of();
        }
        cancelled = true;
        updatedAt = now;
        return settle(now);
    }

    /** Whether points have to be taken now. */
    public boolean owesCharge() {
        return charge == Charge.PENDING && isByPoints();
    }

    /** Whether points have to be given back now. */
    public boolean owesRefund() {
        return refund == Refund.PENDING && isByPoints();
    }

    /** The points owed were taken. */
    public List<Event> pointsTaken(Instant now) {
        check(owesCharge(), "No points were owed");
        return completed(now);
    }

    /** The points owed were not there. */
    public List<Event> pointsLacking(Instant now) {
        check(owesCharge(), "No points were owed");
        return failed(PaymentFailure.insufficientPoints(), now);
    }

    /** The points owed were given back. */
    public List<Event> pointsReturned(Instant now) {
        check(owesRefund(), "No points were to be given back");
        return List.of(refunded(now));
    }

    /**
     * The gateway has answered. An answer about an operation that is not open any more comes too
     * late to matter.
     */
    public List<Event> answered(
            OperationId id, GatewayAnswer answer, GatewayPolicy policy, Instant now) {
        var operation = openOperation().filter(open -> open.id().equals(id)).orElse(null);
        if (operation == null) {
            return List.of();
        }
        put(operation.answered(answer, policy, now));
        updatedAt = now;
        return switch (operation.instruction()) {
            case Instruction.Charge _ -> chargeAnswered(operation, answer, policy, now);
            case Instruction.Refund _ -> refundAnswered(operation, answer, policy, now);
        };
    }

    private List<Event> chargeAnswered(
            GatewayOperation operation, GatewayAnswer answer, GatewayPolicy policy, Instant now) {
        return switch (answer) {
            case Succeeded _ -> {
                captured = operation.id();
                yield completed(now);
            }
            case Declined(var reason) -> failed(PaymentFailure.declined(reason), now);
            case NotFound _ when cancelled -> voided(now);
            case NotFound _ when operation.attempt() >= policy.maxCharges() ->
                    failed(PaymentFailure.gatewayUnavailable(), now);
            case NotFound _ -> {
                put(operation.again(policy, now));
                yield List.of();
            }
            case Unclear _ -> List.of();
        };
    }

    /** A refund is tried until it is done: the money is not ours. */
    private List<Event> refundAnswered(
            GatewayOperation operation, GatewayAnswer answer, GatewayPolicy policy, Instant now) {
        return switch (answer) {
            case Succeeded _ -> List.of(refunded(now));
            case Declined _, NotFound _ -> {
                put(operation.again(policy, now));
                yield List.of();
            }
            case Unclear _ -> List.of();
        };
    }

    private List<Event> completed(Instant now) {
        charge = Charge.COMPLETED;
        updatedAt = now;
        return with(new Completed(orderId, userId, paymentId, amount()), settle(now));
    }

    private List<Event> failed(PaymentFailure why, Instant now) {
        charge = Charge.FAILED;
        failure = why;
        updatedAt = now;
        return with(new Failed(orderId, userId, paymentId, why), settle(now));
    }

    private List<Event> voided(Instant now) {
        charge = Charge.VOIDED;
        updatedAt = now;
        return settle(now);
    }

    /** What a cancelled order's facts ask for next. A charge that is under way is waited for. */
    private List<Event> settle(Instant now) {
        if (!cancelled || refund != Refund.NONE) {
            return List.of();
        }
        return switch (charge) {
            case NONE, FAILED, VOIDED -> List.of(refunded(now));
            case PENDING -> withdrawCharge(now);
            case COMPLETED -> startRefund(now);
        };
    }

    private List<Event> withdrawCharge(Instant now) {
        var unbegun = openOperation().filter(open -> open.state() == GatewayOperation.State.READY);
        if (unbegun.isEmpty()) {
            return List.of();
        }
        put(unbegun.get().withdraw(now));
        return voided(now);
    }

    private List<Event> startRefund(Instant now) {
        if (taken().isZero()) {
            return List.of(refunded(now));
        }
        refund = Refund.PENDING;
        if (captured != null) {
            put(GatewayOperation.first(orderId, new Instruction.Refund(taken(), captured), now));
        }
        return List.of();
    }

    private Refunded refunded(Instant now) {
        refund = Refund.DONE;
        updatedAt = now;
        return new Refunded(orderId, userId, taken());
    }

    /** A pure function of the facts. */
    public PaymentStatus status() {
        return switch (charge) {
            case NONE, VOIDED -> PaymentStatus.VOIDED;
            case FAILED -> PaymentStatus.FAILED;
            case PENDING -> isUnknown() ? PaymentStatus.UNKNOWN : PaymentStatus.PENDING;
            case COMPLETED ->
                    switch (refund) {
                        case NONE -> PaymentStatus.COMPLETED;
                        case PENDING -> PaymentStatus.REFUNDING;
                        case DONE -> PaymentStatus.REFUNDED;
                    };
        };
    }

    public Facts facts() {
        return new Facts(
                orderId, paymentId, userId, currency, request, charge, captured, failure, cancelled,
                refund, createdAt, updatedAt);
    }

    /** Operations that were brought back or touched since, those that are closed first. */
    public List<GatewayOperation> operations() {
        return List.copyOf(operations.values());
    }

    public OrderId orderId() {
        return orderId;
    }

    public UserId userId() {
        return userId;
    }

    /** Not so for an order that was cancelled before its money was wanted. */
    public boolean isRequested() {
        return request != null;
    }

    /** What was asked for; zero where nothing was. */
    public Money amount() {
        return request == null ? Money.zero(currency) : request.amount();
    }

    private Money taken() {
        return charge == Charge.COMPLETED ? amount() : Money.zero(currency);
    }

    private boolean isByPoints() {
        return request != null && request.method() instanceof PaymentMethod.Points;
    }

    private boolean isUnknown() {
        return openOperation()
                .filter(open -> open.state() == GatewayOperation.State.UNKNOWN)
                .isPresent();
    }

    private Optional<GatewayOperation> openOperation() {
        return operations.values().stream()
                .filter(operation -> !operation.state().isFinal())
                .findFirst();
    }

    private void put(GatewayOperation operation) {
        operations.put(operation.id(), operation);
    }

    private void check(boolean fact, String otherwise) {
        if (!fact) {
            throw new IllegalStateException(
                    "%s for order %s".formatted(otherwise, orderId.value()));
        }
    }

    private static List<Event> with(Event first, List<Event> further) {
        return Stream.concat(Stream.of(first), further.stream()).toList();
    }
}
