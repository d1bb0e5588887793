package dev.orderflow.payment.domain;

import dev.orderflow.payment.domain.GatewayAnswer.Declined;
import dev.orderflow.payment.domain.GatewayAnswer.NotFound;
import dev.orderflow.payment.domain.GatewayAnswer.Succeeded;
import dev.orderflow.payment.domain.GatewayAnswer.Unclear;
import java.time.Instant;

/**
 * One thing asked of the gateway under one id, written down before it is asked. Whoever finds an
 * operation that was begun and has no answer does not ask again, but enquires: see {@link #claim}.
 *
 * @param attempt how often the same has been tried, under other ids, including this one
 * @param enquiries how often the gateway was asked what became of it
 * @param createdAt when it was written down
 * @param dueAt when a worker should take it
 */
public record GatewayOperation(
        OperationId id,
        OrderId orderId,
        Instruction instruction,
        int attempt,
        State state,
        int enquiries,
        Instant createdAt,
        Instant dueAt) {

    /** What the gateway is to do. */
    public sealed interface Instruction {

        Money amount();

        record Charge(Money amount, CardToken token) implements Instruction {}

        /** Gives back what the given charge took. */
        record Refund(Money amount, OperationId charge) implements Instruction {}
    }

    public enum State {
        /** Not begun. */
        READY,
        /** A worker may be calling right now; it has until {@code dueAt}. */
        CALLING,
        /** Called without a clear answer. */
        UNKNOWN,
        SUCCEEDED,
        DECLINED,
        /** Closed by the gateway without effect. */
        NOT_FOUND,
        /** Taken back before it was begun. */
        WITHDRAWN;

        public boolean isFinal() {
            return switch (this) {
                case READY, CALLING, UNKNOWN -> false;
                case SUCCEEDED, DECLINED, NOT_FOUND, WITHDRAWN -> true;
            };
        }
    }

    static GatewayOperation first(OrderId orderId, Instruction instruction, Instant now) {
        return new GatewayOperation(
                OperationId.next(), orderId, instruction, 1, State.READY, 0, now, now);
    }

    /** The same again under a new id, as the gateway has said its last word on this one. */
    GatewayOperation again(GatewayPolicy policy, Instant now) {
        return new GatewayOperation(
                OperationId.next(),
                orderId,
                instruction,
                attempt + 1,
                State.READY,
                0,
                now,
                now.plus(policy.pause(attempt - 1)));
    }

    /**
     * Gives the operation to a worker until the lease ends. The result says what to do: {@link
     * State#CALLING} means to call, {@link State#UNKNOWN} to enquire, because somebody called, or
     * was about to, and left no answer.
     */
    public GatewayOperation claim(GatewayPolicy policy, Instant now) {
        var claimed =
                switch (state) {
                    case READY -> State.CALLING;
                    case CALLING, UNKNOWN -> State.UNKNOWN;
                    case SUCCEEDED, DECLINED, NOT_FOUND, WITHDRAWN ->
                            throw new IllegalStateException(
                                    "Operation %s is %s".formatted(id.value(), state));
                };
        return with(claimed, enquiries, now.plus(policy.lease()));
    }

    GatewayOperation answered(GatewayAnswer answer, GatewayPolicy policy, Instant now) {
        return switch (answer) {
            case Succeeded _ -> with(State.SUCCEEDED, enquiries, now);
            case Declined _ -> with(State.DECLINED, enquiries, now);
            case NotFound _ -> with(State.NOT_FOUND, enquiries, now);
            case Unclear _ -> with(State.UNKNOWN, enquiries + 1, now.plus(policy.pause(enquiries)));
        };
    }

    GatewayOperation withdraw(Instant now) {
        return with(State.WITHDRAWN, enquiries, now);
    }

    private GatewayOperation with(State state, int enquiries, Instant dueAt) {
        return new GatewayOperation(
                id, orderId, instruction, attempt, state, enquiries, createdAt, dueAt);
    }
}
