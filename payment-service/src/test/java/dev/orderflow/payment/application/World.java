package dev.orderflow.payment.application;

import dev.orderflow.payment.application.port.in.CancelPaymentUseCase;
import dev.orderflow.payment.application.port.in.PayOrderUseCase;
import dev.orderflow.payment.application.port.in.RunGatewayOperationsUseCase;
import dev.orderflow.payment.application.port.out.GatewayOperations;
import dev.orderflow.payment.application.port.out.Payments;
import dev.orderflow.payment.application.port.out.PointsLedger;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.GatewayPolicy;
import dev.orderflow.payment.domain.LedgerTransaction;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The real use cases on ports in memory. What a use case stores is a copy, as a row would be. */
final class World {

    static final GatewayPolicy POLICY =
            new GatewayPolicy(
                    2, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofMinutes(5));

    private static final OutcomeCounter OUTCOMES = new OutcomeCounter(new SimpleMeterRegistry());

    final List<Payment.Event> events = new ArrayList<>();
    final List<LedgerTransaction> ledger = new ArrayList<>();
    final Map<OperationId, GatewayOperation> operations = new LinkedHashMap<>();
    final Map<PointsAccount.Key, Money> balances = new HashMap<>();
    final PayOrderUseCase payOrder;
    final CancelPaymentUseCase cancelPayment;
    final RunGatewayOperationsUseCase gatewayOperations;
    private final Map<OrderId, Payment.Facts> rows = new HashMap<>();
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    World(ScriptedGateway gateway) {
        var clock = new WorldClock();
        var payments = new Rows();
        var accounts = new Accounts();
        var settlement = new Settlement(payments, accounts, events::add, () -> {}, OUTCOMES);
        payOrder = new PayOrderService(payments, accounts, settlement, clock);
        cancelPayment = new CancelPaymentService(payments, accounts, settlement, clock);
        gatewayOperations =
                new RunGatewayOperationsService(
                        new Operations(), payments, gateway, settlement, POLICY, clock);
    }

    Payment payment(OrderId orderId) {
        return Payment.restore(rows.get(orderId), open(orderId));
    }

    /** A loop, as it is asked for millions of times. */
    List<GatewayOperation> openOperations() {
        var open = new ArrayList<GatewayOperation>();
        for (var operation : operations.values()) {
            if (!operation.state().isFinal()) {
                open.add(operation);
            }
        }
        return open;
    }

    boolean isAnythingDue() {
        return !due(now).isEmpty();
    }

    private List<GatewayOperation> due(Instant at) {
        var due = openOperations();
        due.removeIf(operation -> operation.dueAt().isAfter(at));
        return due;
    }

    /** To the moment at which the next operation is due. */
    void letTimePass() {
        now =
                openOperations().stream()
                        .map(GatewayOperation::dueAt)
                        .min(Comparator.naturalOrder())
                        .orElse(now);
    }

    private Optional<GatewayOperation> open(OrderId orderId) {
        return openOperations().stream()
                .filter(operation -> operation.orderId().equals(orderId))
                .findFirst();
    }

    private final class WorldClock extends Clock {

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private final class Rows implements Payments {

        @Override
        public void expect(Collection<OrderId> orderIds) {}

        @Override
        public Optional<Payment> lock(OrderId orderId) {
            return Optional.ofNullable(rows.get(orderId))
                    .map(facts -> Payment.restore(facts, open(orderId)));
        }

        @Override
        public Optional<Payment> read(OrderId orderId) {
            return lock(orderId);
        }

        @Override
        public void save(Payment payment) {
            rows.put(payment.orderId(), payment.facts());
            payment.operations().forEach(operation -> operations.put(operation.id(), operation));
            if (openOperations().size() > 1) {
                throw new AssertionError("Two operations of one order are open");
            }
        }

        @Override
        public void inChainOf(Payment.Event event, Runnable telling) {
            telling.run();
        }
    }

    private final class Operations implements GatewayOperations {

        @Override
        public List<GatewayOperation> lockDue(Instant at, int most) {
            return due(at).stream().limit(most).toList();
        }

        @Override
        public void save(List<GatewayOperation> changed) {
            changed.forEach(operation -> operations.put(operation.id(), operation));
        }

        @Override
        public Unknowns unknowns() {
            return new Unknowns(0, Optional.empty());
        }
    }

    private final class Accounts implements PointsLedger {

        @Override
        public void expect(Collection<PointsAccount.Key> accounts) {}

        @Override
        public PointsAccount lock(PointsAccount.Key account) {
            return new PointsAccount(
                    account, balances.getOrDefault(account, Money.zero(account.currency())));
        }

        @Override
        public PointsAccount open(PointsAccount.Key account) {
            return lock(account);
        }

        @Override
        public void book(PointsAccount account, LedgerTransaction transaction) {
            balances.put(account.key(), account.balance());
            ledger.add(transaction);
        }

        @Override
        public List<PointsAccount> of(UserId userId) {
            return List.of();
        }
    }
}
