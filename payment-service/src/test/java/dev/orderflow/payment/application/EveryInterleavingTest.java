package dev.orderflow.payment.application;

import static dev.orderflow.payment.application.ScriptedGateway.Behaviour.DONE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.payment.application.ScriptedGateway.Behaviour;
import dev.orderflow.payment.application.port.in.CancelPaymentUseCase.CancelPayment;
import dev.orderflow.payment.application.port.in.PayOrderUseCase.PayOrder;
import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.LedgerTransaction;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.Payment;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.PaymentStatus;
import dev.orderflow.payment.domain.PointsAccount;
import dev.orderflow.payment.domain.UserId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An order's events in every order and twice under new ids, between all steps of two workers, of
 * which each may stop anywhere for longer than its lease and then go on, or die: the money ends
 * where it should, and everybody is told once.
 */
class EveryInterleavingTest {

    private static final int HORIZON = 8;
    private static final int LONG_ENOUGH = 100;
    private static final Money PRICE = Money.of("25.00", "EUR");

    private enum Delivery {
        REQUEST,
        CANCEL
    }

    static Stream<Arguments> cardsAndDeliveries() {
        return Stream.of(Behaviour.values())
                .flatMap(
                        charges ->
                                deliveries()
                                        .map(
                                                deliveries ->
                                                        Arguments.of(charges, DONE, deliveries)));
    }

    static Stream<Arguments> refunds() {
        var cancelled = List.of(Delivery.REQUEST, Delivery.CANCEL);
        return Stream.of(Behaviour.values())
                // What is never done, nobody can wait for.
                .filter(
                        refunds ->
                                switch (refunds) {
                                    case DONE, REFUSED_ONCE, DONE_LATE, LOST_ONCE, BROKEN -> true;
                                    case REFUSED, REFUSED_LATE, LOST -> false;
                                })
                .map(refunds -> Arguments.of(DONE, refunds, cancelled));
    }

    static Stream<List<Delivery>> deliveries() {
        return Stream.of(
                List.of(Delivery.REQUEST),
                List.of(Delivery.REQUEST, Delivery.REQUEST),
                List.of(Delivery.REQUEST, Delivery.CANCEL),
                List.of(Delivery.REQUEST, Delivery.CANCEL, Delivery.CANCEL),
                List.of(Delivery.REQUEST, Delivery.REQUEST, Delivery.CANCEL),
                List.of(Delivery.REQUEST, Delivery.REQUEST, Delivery.CANCEL, Delivery.CANCEL));
    }

    @ParameterizedTest
    @MethodSource({"cardsAndDeliveries", "refunds"})
    void card_payments_end_the_same(
            Behaviour charges, Behaviour refunds, List<Delivery> deliveries) {
        var ways =
                Choices.forEvery(
                        HORIZON,
                        choices -> {
                            var run =
                                    new Run(
                                            charges,
                                            refunds,
                                            Money.zero(PRICE.currency()),
                                            new PaymentMethod.Card(new CardToken("tok_any")));
                            run.play(deliveries, choices);
                            run.checkEnd(deliveries.contains(Delivery.CANCEL));
                        });
        assertThat(ways).isGreaterThan(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"25.00", "24.99"})
    void point_payments_end_the_same(String balance) {
        deliveries()
                .forEach(
                        deliveries ->
                                Choices.forEvery(
                                        HORIZON,
                                        choices -> {
                                            var run =
                                                    new Run(
                                                            DONE,
                                                            DONE,
                                                            Money.of(balance, "EUR"),
                                                            new PaymentMethod.Points());
                                            run.play(deliveries, choices);
                                            run.checkEnd(deliveries.contains(Delivery.CANCEL));
                                        }));
    }

    /** One order's life, and what was seen of it. */
    private static final class Run {

        private final OrderId orderId = new OrderId(new UUID(0, 1));
        private final UserId userId = new UserId("1");
        private final PointsAccount.Key account = new PointsAccount.Key(userId, PRICE.currency());
        private final Money balance;
        private final PaymentMethod method;
        private final ScriptedGateway gateway;
        private final World world;
        private final List<Worker> workers;
        private int mishaps = 1;

        Run(Behaviour charges, Behaviour refunds, Money balance, PaymentMethod method) {
            this.balance = balance;
            this.method = method;
            this.gateway = new ScriptedGateway(charges, refunds, Money.zero(PRICE.currency()));
            this.world = new World(gateway);
            this.workers = List.of(new Worker(), new Worker());
            world.balances.put(account, balance);
        }

        void play(List<Delivery> deliveries, Choices choices) {
            var remaining = new ArrayList<>(deliveries);
            for (var steps = 0; steps < LONG_ENOUGH; steps++) {
                var options = options(remaining);
                if (options.isEmpty()) {
                    return;
                }
                choices.from(options).run();
            }
            throw new AssertionError("It does not come to an end");
        }

        /** What can happen next; the first is what leads to an end. */
        private List<Runnable> options(List<Delivery> remaining) {
            var options = new ArrayList<Runnable>();
            var idle = new ArrayList<>(workers);
            idle.removeIf(Worker::isBusy);
            var busy = new ArrayList<>(workers);
            busy.removeAll(idle);
            busy.forEach(worker -> options.add(worker::step));
            var isAnythingDue = world.isAnythingDue();
            if (isAnythingDue && !idle.isEmpty()) {
                // Idle workers are all alike.
                options.add(idle.getFirst()::step);
            }
            for (var delivery : new LinkedHashSet<>(remaining)) {
                options.add(
                        () -> {
                            remaining.remove(delivery);
                            deliver(delivery);
                        });
            }
            if (!isAnythingDue && !world.openOperations().isEmpty()) {
                options.add(world::letTimePass);
            }
            if (mishaps > 0) {
                for (var worker : busy) {
                    options.add(
                            () -> {
                                mishaps--;
                                worker.die();
                            });
                }
            }
            return options;
        }

        private void deliver(Delivery delivery) {
            switch (delivery) {
                case REQUEST ->
                        world.payOrder.pay(
                                new PayOrder(orderId, new PaymentRequest(userId, PRICE, method)));
                case CANCEL ->
                        world.cancelPayment.cancel(
                                new CancelPayment(orderId, userId, PRICE.currency()));
            }
        }

        void checkEnd(boolean cancelled) {
            var completed = events(Payment.Completed.class);
            var failed = events(Payment.Failed.class);
            var refunded = events(Payment.Refunded.class);
            var taken = completed.isEmpty() ? Money.zero(PRICE.currency()) : PRICE;

            assertThat(world.openOperations()).as("nothing is left to do").isEmpty();
            assertThat(completed.size() + failed.size()).as("outcomes told").isLessThanOrEqualTo(1);
            assertThat(refunded).as("answers to the cancellation").hasSize(cancelled ? 1 : 0);
            if (cancelled) {
                assertThat(refunded.getFirst().amount())
                        .as("what was taken is what comes back")
                        .isEqualTo(taken);
                assertThat(world.events.getLast())
                        .as("the answer is the last word")
                        .isEqualTo(refunded.getFirst());
            } else {
                assertThat(completed.size() + failed.size()).as("outcomes told").isEqualTo(1);
            }
            checkMoney(cancelled ? Money.zero(PRICE.currency()) : taken, taken);
            assertThat(world.payment(orderId).status())
                    .isIn(expected(cancelled, completed, failed));
        }

        private void checkMoney(Money kept, Money taken) {
            assertThat(gateway.captures).as("captures").isLessThanOrEqualTo(1);
            var entries =
                    world.ledger.stream().flatMap(transaction -> transaction.entries().stream());
            assertThat(
                            entries.map(LedgerTransaction.Entry::amount)
                                    .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isZero();
            switch (method) {
                case PaymentMethod.Card _ -> {
                    assertThat(gateway.net)
                            .as("what the gateway holds for the shop")
                            .isEqualTo(kept);
                    assertThat(gateway.captured).as("what it ever took").isEqualTo(taken);
                }
                case PaymentMethod.Points _ ->
                        assertThat(world.balances.get(account))
                                .as("balance")
                                .isEqualTo(balance.minus(kept));
            }
        }

        private static List<PaymentStatus> expected(
                boolean cancelled, List<Payment.Completed> completed, List<Payment.Failed> failed) {
            if (!completed.isEmpty()) {
                return List.of(cancelled ? PaymentStatus.REFUNDED : PaymentStatus.COMPLETED);
            }
            return List.of(failed.isEmpty() ? PaymentStatus.VOIDED : PaymentStatus.FAILED);
        }

        private <E extends Payment.Event> List<E> events(Class<E> type) {
            return world.events.stream().filter(type::isInstance).map(type::cast).toList();
        }

        /** Claims, calls, records; between any two of them anything else can happen. */
        private final class Worker {

            private @Nullable GatewayOperation claimed;
            private @Nullable GatewayAnswer answer;

            boolean isBusy() {
                return claimed != null;
            }

            void step() {
                if (claimed == null) {
                    claimed = world.gatewayOperations.claim(1).getFirst();
                } else if (answer == null) {
                    answer = world.gatewayOperations.ask(claimed);
                } else {
                    world.gatewayOperations.record(claimed, answer);
                    die();
                }
            }

            void die() {
                claimed = null;
                answer = null;
            }
        }
    }
}
