package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.out.PaymentGateway;
import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** A gateway that keeps its contract and fails as told. */
final class ScriptedGateway implements PaymentGateway {

    /** What becomes of calls of one kind. */
    enum Behaviour {
        DONE,
        REFUSED,
        /** Refused the first time, done under the next id. */
        REFUSED_ONCE,
        /** Done, but the answer is lost, and the first enquiry finds it in work. */
        DONE_LATE,
        /** Refused, but the answer is lost. */
        REFUSED_LATE,
        /** The first call never arrives. */
        LOST_ONCE,
        /** No call ever arrives. */
        LOST,
        /** Done, and then the connection breaks. */
        BROKEN
    }

    private final Behaviour charges;
    private final Behaviour refunds;
    private final Map<OperationId, GatewayAnswer> books = new HashMap<>();
    private final Set<OperationId> inWork = new HashSet<>();
    private int chargeCalls;
    private int refundCalls;
    int captures;
    Money net;
    Money captured;

    ScriptedGateway(Behaviour charges, Behaviour refunds, Money zero) {
        this.charges = charges;
        this.refunds = refunds;
        this.net = zero;
        this.captured = zero;
    }

    @Override
    public GatewayAnswer charge(OperationId id, OrderId orderId, Money amount, CardToken card) {
        chargeCalls++;
        return perform(
                id,
                charges,
                chargeCalls == 1,
                () -> {
                    captures++;
                    captured = captured.plus(amount);
                    net = net.plus(amount);
                });
    }

    @Override
    public GatewayAnswer refund(OperationId id, OrderId orderId, Money amount, OperationId charge) {
        if (!(books.get(charge) instanceof GatewayAnswer.Succeeded)) {
            throw new AssertionError("A refund of what was never charged");
        }
        refundCalls++;
        return perform(id, refunds, refundCalls == 1, () -> net = net.minus(amount));
    }

    @Override
    public GatewayAnswer enquire(OperationId id) {
        if (inWork.remove(id)) {
            return new GatewayAnswer.Unclear("still in work");
        }
        return books.computeIfAbsent(id, _ -> new GatewayAnswer.NotFound());
    }

    private GatewayAnswer perform(
            OperationId id, Behaviour behaviour, boolean first, Runnable effect) {
        if (books.containsKey(id)) {
            return books.get(id);
        }
        return switch (behaviour) {
            case DONE -> done(id, effect);
            case REFUSED -> refused(id);
            case REFUSED_ONCE -> first ? refused(id) : done(id, effect);
            case DONE_LATE -> {
                done(id, effect);
                inWork.add(id);
                yield noAnswer();
            }
            case REFUSED_LATE -> {
                refused(id);
                yield noAnswer();
            }
            case LOST_ONCE -> first ? noAnswer() : done(id, effect);
            case LOST -> noAnswer();
            case BROKEN -> {
                done(id, effect);
                throw new IllegalStateException("connection reset");
            }
        };
    }

    private GatewayAnswer done(OperationId id, Runnable effect) {
        effect.run();
        return enter(id, new GatewayAnswer.Succeeded());
    }

    private GatewayAnswer refused(OperationId id) {
        return enter(id, new GatewayAnswer.Declined("no"));
    }

    private GatewayAnswer enter(OperationId id, GatewayAnswer answer) {
        books.put(id, answer);
        return answer;
    }

    private static GatewayAnswer noAnswer() {
        return new GatewayAnswer.Unclear("no answer in time");
    }
}
