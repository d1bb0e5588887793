package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.TestClock;
import dev.orderflow.payment.application.port.in.CancelPaymentUseCase;
import dev.orderflow.payment.application.port.in.CancelPaymentUseCase.CancelPayment;
import dev.orderflow.payment.application.port.in.PayOrderUseCase;
import dev.orderflow.payment.application.port.in.PayOrderUseCase.PayOrder;
import dev.orderflow.payment.application.port.in.ReadMoneyUseCase;
import dev.orderflow.payment.application.port.in.RunGatewayOperationsUseCase;
import dev.orderflow.payment.application.port.out.PaymentGateway;
import dev.orderflow.payment.domain.CardToken;
import dev.orderflow.payment.domain.GatewayAnswer;
import dev.orderflow.payment.domain.GatewayOperation;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OperationId;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.PaymentMethod;
import dev.orderflow.payment.domain.PaymentRequest;
import dev.orderflow.payment.domain.PaymentStatus;
import dev.orderflow.payment.domain.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The worker's steps one by one, on the real database and the simulated gateway, with nobody else
 * at work.
 */
@PaymentServiceTest
@TestPropertySource(properties = "app.gateway-worker.auto-startup=false")
class GatewayOperationsTest {

    private static final Money PRICE = Money.of("25.00", "EUR");
    private static final int LONG_ENOUGH = 50;
    private static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(1);

    @Autowired PayOrderUseCase payOrder;
    @Autowired CancelPaymentUseCase cancelPayment;
    @Autowired RunGatewayOperationsUseCase operations;
    @Autowired ReadMoneyUseCase money;
    @Autowired PaymentGateway gateway;
    @Autowired PublishedEvents published;
    @Autowired TestClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;
    @Autowired MeterRegistry meters;

    final UserId user = new UserId("1");
    final OrderId orderId = newOrder();

    @AfterEach
    void nothing_is_left_for_the_next_test() {
        workOff();
        clock.reset();
    }

    @Test
    void after_a_crash_between_call_and_record_an_enquiry_finds_the_one_capture() {
        pay(orderId, "tok_approve");
        operations.ask(claimOne());

        clock.advance(LONGER_THAN_A_LEASE);
        var taken = claimOne();
        assertThat(taken.state()).isEqualTo(GatewayOperation.State.UNKNOWN);
        operations.record(taken, operations.ask(taken));

        assertThat(status(orderId)).isEqualTo(PaymentStatus.COMPLETED);
        assertThat(captures(orderId)).isEqualTo(1);
        published.await(PaymentCompleted.class, orderId.value());
    }

    @Test
    void
            after_a_crash_before_the_call_the_card_is_charged_under_a_new_id_and_the_old_one_is_refused_for_good() {
        pay(orderId, "tok_approve");
        var zombie = claimOne();

        clock.advance(LONGER_THAN_A_LEASE);
        var enquiry = claimOne();
        operations.record(enquiry, operations.ask(enquiry));
        var late = operations.ask(zombie);
        operations.record(zombie, late);
        workOff();

        assertThat(late).isEqualTo(new GatewayAnswer.NotFound());
        assertThat(status(orderId)).isEqualTo(PaymentStatus.COMPLETED);
        assertThat(captures(orderId)).isEqualTo(1);
    }

    @Test
    void a_call_that_is_under_way_is_seen_by_nobody_else_until_its_lease_ends() {
        pay(orderId, "tok_approve");
        claimOne();

        assertThat(operations.claim(10)).isEmpty();

        clock.advance(LONGER_THAN_A_LEASE);
        assertThat(operations.claim(10)).hasSize(1);
        clock.advance(LONGER_THAN_A_LEASE);
    }

    @Test
    void a_cancellation_before_the_call_withdraws_it() {
        pay(orderId, "tok_approve");
        cancel(orderId);

        assertThat(operations.claim(10)).isEmpty();
        assertThat(published.await(PaymentRefunded.class, orderId.value()).amount()).isZero();
        assertThat(status(orderId)).isEqualTo(PaymentStatus.VOIDED);
        assertThat(captures(orderId)).isZero();
    }

    @Test
    void a_cancellation_during_the_call_is_remembered_and_what_was_taken_goes_back() {
        pay(orderId, "tok_late_success");
        var claimed = claimOne();
        var answer = operations.ask(claimed);
        cancel(orderId);
        operations.record(claimed, answer);
        assertThat(status(orderId)).isEqualTo(PaymentStatus.UNKNOWN);

        workOff();

        assertThat(status(orderId)).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(published.await(PaymentRefunded.class, orderId.value()).amount())
                .isEqualByComparingTo("25.00");
        assertThat(heldByGateway(orderId)).isEqualTo("0.0000");
    }

    @Test
    void what_is_not_known_is_shown_as_a_number_and_an_age() {
        pay(orderId, "tok_late_success");
        var claimed = claimOne();
        operations.record(claimed, operations.ask(claimed));
        clock.advance(Duration.ofMinutes(10));

        assertThat(meters.get("payment.unknown").gauge().value()).isEqualTo(1);
        assertThat(meters.get("payment.unknown.oldest.age").gauge().value())
                .isBetween(600.0, 700.0);
    }

    @Test
    void several_workers_share_the_work_and_no_operation_is_called_twice() {
        var orders = Stream.generate(GatewayOperationsTest::newOrder).limit(60).toList();
        orders.forEach(order -> pay(order, "tok_approve"));
        var claims = Collections.synchronizedList(new ArrayList<OperationId>());

        AtOnce.run(
                Collections.nCopies(
                        4,
                        () -> {
                            for (var mine = operations.claim(3);
                                    !mine.isEmpty();
                                    mine = operations.claim(3)) {
                                mine.forEach(
                                        operation -> {
                                            claims.add(operation.id());
                                            operations.record(operation, operations.ask(operation));
                                        });
                            }
                        }));
        workOff();

        assertThat(claims).doesNotHaveDuplicates();
        assertThat(orders)
                .allSatisfy(
                        order -> {
                            assertThat(status(order)).isEqualTo(PaymentStatus.COMPLETED);
                            assertThat(captures(order)).isEqualTo(1);
                        });
    }

    @Test
    void cancellations_that_race_with_workers_leave_no_money_behind() {
        var orders = Stream.generate(GatewayOperationsTest::newOrder).limit(100).toList();
        orders.forEach(order -> pay(order, "tok_approve"));

        AtOnce.run(
                List.of(
                        () -> orders.forEach(this::cancel),
                        this::workWhatIsDue,
                        this::workWhatIsDue));
        workOff();

        assertThat(orders)
                .allSatisfy(
                        order -> {
                            assertThat(status(order))
                                    .isIn(PaymentStatus.REFUNDED, PaymentStatus.VOIDED);
                            assertThat(heldByGateway(order)).isEqualTo("0.0000");
                        });
        var answers =
                published.records("payment-refunded").stream()
                        .map(answer -> new String(answer.key()))
                        .toList();
        assertThat(answers).doesNotHaveDuplicates();
    }

    @Test
    void the_gateway_refuses_to_be_called_inside_a_transaction() {
        assertThatThrownBy(
                        () ->
                                transaction.executeWithoutResult(
                                        _ ->
                                                gateway.charge(
                                                        OperationId.next(),
                                                        orderId,
                                                        PRICE,
                                                        new CardToken("tok_approve"))))
                .isInstanceOf(IllegalTransactionStateException.class);
    }

    @Test
    void the_same_id_is_the_same_operation() {
        var id = OperationId.next();
        var card = new CardToken("tok_approve");

        assertThat(gateway.charge(id, orderId, PRICE, card))
                .isEqualTo(new GatewayAnswer.Succeeded());
        assertThat(gateway.charge(id, orderId, PRICE, card))
                .isEqualTo(new GatewayAnswer.Succeeded());
        assertThat(captures(orderId)).isEqualTo(1);
    }

    @Test
    void the_gateway_gives_back_no_more_than_it_took() {
        var charge = OperationId.next();
        gateway.charge(charge, orderId, PRICE, new CardToken("tok_approve"));

        assertThat(gateway.refund(OperationId.next(), orderId, PRICE, charge))
                .isEqualTo(new GatewayAnswer.Succeeded());
        assertThat(gateway.refund(OperationId.next(), orderId, PRICE, charge))
                .isInstanceOf(GatewayAnswer.Declined.class);
        assertThat(heldByGateway(orderId)).isEqualTo("0.0000");
    }

    @Test
    void the_database_refuses_a_second_capture_of_an_order() {
        var insert =
                """
                insert into gateway_operation (id, order_id, kind, amount, currency, attempt, state, enquiries, created_at)
                values (:id, :orderId, 'CHARGE', 1, 'EUR', 1, 'SUCCEEDED', 0, utc_timestamp(6))""";
        Runnable capture =
                () ->
                        transaction.executeWithoutResult(
                                _ ->
                                        jdbc.sql(insert)
                                                .param("id", bytes(OperationId.next().value()))
                                                .param("orderId", bytes(orderId.value()))
                                                .update());

        capture.run();

        assertThatThrownBy(capture::run)
                .isInstanceOf(DataIntegrityViolationException.class)
                .hasMessageContaining("one_capture");
    }

    private GatewayOperation claimOne() {
        var claimed = operations.claim(10);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    private void workWhatIsDue() {
        for (var due = operations.claim(5); !due.isEmpty(); due = operations.claim(5)) {
            due.forEach(operation -> operations.record(operation, operations.ask(operation)));
        }
    }

    /** Works and lets time pass until nothing is open any more. */
    private void workOff() {
        for (var round = 0; openOperations() > 0; round++) {
            assertThat(round).as("rounds of work without an end").isLessThan(LONG_ENOUGH);
            workWhatIsDue();
            clock.advance(LONGER_THAN_A_LEASE);
        }
    }

    private long openOperations() {
        return count("select count(*) from gateway_operation where due_at is not null");
    }

    private long captures(OrderId order) {
        return transaction.execute(
                _ ->
                        jdbc.sql(
                                        "select count(*) from simulated_gateway_operation where kind = 'CHARGE' and outcome = 'SUCCEEDED' and order_id = :id")
                                .param("id", bytes(order.value()))
                                .query(Long.class)
                                .single());
    }

    private String heldByGateway(OrderId order) {
        return transaction.execute(
                _ ->
                        jdbc.sql(
                                        """
                        select coalesce(sum(amount - refunded), 0.0000) from simulated_gateway_operation
                        where kind = 'CHARGE' and outcome = 'SUCCEEDED' and order_id = :id""")
                                .param("id", bytes(order.value()))
                                .query(String.class)
                                .single());
    }

    private long count(String sql) {
        return transaction.execute(_ -> jdbc.sql(sql).query(Long.class).single());
    }

    private void pay(OrderId order, String token) {
        payOrder.pay(
                new PayOrder(
                        order,
                        new PaymentRequest(
                                user, PRICE, new PaymentMethod.Card(new CardToken(token)))));
    }

    private void cancel(OrderId order) {
        cancelPayment.cancel(new CancelPayment(order, user, PRICE.currency()));
    }

    private PaymentStatus status(OrderId order) {
        return money.paymentOf(order).orElseThrow().status();
    }

    private static OrderId newOrder() {
        return new OrderId(UuidCreator.getTimeOrderedEpoch());
    }

    private static byte[] bytes(java.util.UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }
}
