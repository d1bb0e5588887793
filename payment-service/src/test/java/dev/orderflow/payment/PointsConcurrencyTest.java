package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.payment.application.port.in.CancelPaymentUseCase;
import dev.orderflow.payment.application.port.in.CancelPaymentUseCase.CancelPayment;
import dev.orderflow.payment.application.port.in.PayOrderUseCase;
import dev.orderflow.payment.application.port.in.PayOrderUseCase.PayOrder;
import dev.orderflow.payment.application.port.in.ReadMoneyUseCase;
import dev.orderflow.payment.application.port.in.TopUpPointsUseCase;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.PaymentStatus;
import dev.orderflow.payment.domain.UserId;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Many at once on the real database. */
@PaymentServiceTest
class PointsConcurrencyTest {

    @Autowired PayOrderUseCase payOrder;
    @Autowired CancelPaymentUseCase cancelPayment;
    @Autowired TopUpPointsUseCase topUpPoints;
    @Autowired ReadMoneyUseCase money;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @AfterEach
    void the_books_balance() {
        transaction.executeWithoutResult(
                _ -> {
                    assertThat(
                                    jdbc.sql(
                                                    "select transaction_id from ledger_entry group by transaction_id having sum(amount) <> 0")
                                            .query()
                                            .listOfRows())
                            .as("transactions that do not sum to zero")
                            .isEmpty();
                    assertThat(
                                    jdbc.sql(
                                                    """
                                    select a.account, a.balance, sum(e.amount) from points_account a
                                    left join ledger_entry e on e.account = a.account
                                    group by a.account, a.balance having a.balance <> coalesce(sum(e.amount), 0)""")
                                            .query()
                                            .listOfRows())
                            .as("balances that are not the sum of their entries")
                            .isEmpty();
                });
    }

    @Test
    void fifty_payments_at_once_take_what_is_there_and_not_a_cent_more() {
        var user = newUser();
        topUpPoints.topUp(user, euros("30.00"));
        var orders = newOrders(50);

        atOnce(orders.stream().map(order -> (Runnable) () -> pay(user, order, "1.00")));

        assertThat(orders.stream().filter(order -> status(order) == PaymentStatus.COMPLETED))
                .hasSize(30);
        assertThat(orders.stream().filter(order -> status(order) == PaymentStatus.FAILED))
                .hasSize(20);
        assertThat(money.pointsOf(user)).containsExactly(euros("0.00"));
    }

    @Test
    void payments_refunds_and_top_ups_of_one_user_lose_nothing() {
        var user = newUser();
        topUpPoints.topUp(user, euros("100.00"));
        var kept = newOrders(20);
        var cancelled = newOrders(20);

        atOnce(
                Stream.of(
                                kept.stream()
                                        .map(order -> (Runnable) () -> pay(user, order, "1.00")),
                                cancelled.stream()
                                        .map(
                                                order ->
                                                        (Runnable)
                                                                () -> {
                                                                    pay(user, order, "1.00");
                                                                    cancel(user, order);
                                                                }),
                                IntStream.range(0, 10)
                                        .mapToObj(
                                                _ ->
                                                        (Runnable)
                                                                () ->
                                                                        topUpPoints.topUp(
                                                                                user,
                                                                                euros("1.00"))))
                        .flatMap(actions -> actions));

        assertThat(money.pointsOf(user)).containsExactly(euros("90.00"));
    }

    @Test
    void first_top_ups_of_one_user_at_once_are_all_kept() {
        var user = newUser();

        atOnce(IntStream.range(0, 20).mapToObj(_ -> () -> topUpPoints.topUp(user, euros("1.00"))));

        assertThat(money.pointsOf(user)).containsExactly(euros("20.00"));
    }

    @Test
    void polls_that_meet_in_the_same_accounts_wait_for_each_other_instead_of_deadlocking() {
        var users = IntStream.range(0, 10).mapToObj(_ -> newUser()).toList();
        users.forEach(user -> topUpPoints.topUp(user, euros("100.00")));

        atOnce(
                IntStream.range(0, 40)
                        .mapToObj(
                                seed ->
                                        () -> {
                                            var shuffled = new ArrayList<>(users);
                                            Collections.shuffle(shuffled, new Random(seed));
                                            transaction.executeWithoutResult(
                                                    _ -> {
                                                        var commands =
                                                                shuffled.stream()
                                                                        .map(
                                                                                user ->
                                                                                        command(
                                                                                                user,
                                                                                                newOrders(
                                                                                                                1)
                                                                                                        .getFirst(),
                                                                                                "1.00"))
                                                                        .toList();
                                                        payOrder.expect(commands);
                                                        commands.forEach(payOrder::pay);
                                                    });
                                        }));

        assertThat(users)
                .allSatisfy(
                        user -> assertThat(money.pointsOf(user)).containsExactly(euros("60.00")));
    }

    @Test
    void users_whose_ids_differ_in_case_are_two() {
        topUpPoints.topUp(new UserId("Bob"), euros("1.00"));
        topUpPoints.topUp(new UserId("bob"), euros("2.00"));

        assertThat(money.pointsOf(new UserId("Bob"))).containsExactly(euros("1.00"));
    }

    private static void atOnce(Stream<? extends Runnable> actions) {
        AtOnce.run(actions.toList());
    }

    private void pay(UserId user, OrderId order, String amount) {
        payOrder.pay(command(user, order, amount));
    }

    private static PayOrder command(UserId user, OrderId order, String amount) {
        return new PayOrder(
                order, new PaymentRequest(user, euros(amount), new PaymentMethod.Points()));
    }

    private void cancel(UserId user, OrderId order) {
        cancelPayment.cancel(new CancelPayment(order, user, euros("0").currency()));
    }

    private PaymentStatus status(OrderId order) {
        return money.paymentOf(order).orElseThrow().status();
    }

    private static Money euros(String amount) {
        return new Money(new BigDecimal(amount), java.util.Currency.getInstance("EUR"));
    }

    private static UserId newUser() {
        return new UserId("user-" + UuidCreator.getTimeOrderedEpoch());
    }

    private static List<OrderId> newOrders(int count) {
        return Stream.generate(UuidCreator::getTimeOrderedEpoch)
                .limit(count)
                .map(OrderId::new)
                .toList();
    }
}
