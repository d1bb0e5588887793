package dev.orderflow.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.PaymentRequested;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentFailed;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.payment.application.port.in.ReadMoneyUseCase;
import dev.orderflow.payment.application.port.in.TopUpPointsUseCase;
import dev.orderflow.payment.domain.Money;
import dev.orderflow.payment.domain.OrderId;
import dev.orderflow.payment.domain.PaymentStatus;
import dev.orderflow.payment.domain.UserId;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** The service as the others see it: events in, events out. */
@PaymentServiceTest
class PaymentFlowTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Autowired EventInjector events;
    @Autowired PublishedEvents published;
    @Autowired TopUpPointsUseCase topUpPoints;
    @Autowired ReadMoneyUseCase money;
    @Autowired MeterRegistry meters;

    final UUID orderId = UuidCreator.getTimeOrderedEpoch();
    final String user = "user-" + orderId;

    @Test
    void points_pay_for_an_order_and_come_back_when_it_is_cancelled() {
        topUp("100.00");

        events.send(byPoints("25.00"));

        var completed = published.await(PaymentCompleted.class, orderId);
        assertThat(completed.userId()).isEqualTo(user);
        assertThat(completed.amount()).isEqualByComparingTo("25.00");
        assertThat(points()).containsExactly(Money.of("75.00", "EUR"));

        events.send(cancelled("25.00"));

        assertThat(published.await(PaymentRefunded.class, orderId).amount())
                .isEqualByComparingTo("25.00");
        assertThat(points()).containsExactly(Money.of("100.00", "EUR"));
        assertThat(status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @Test
    void too_few_points_fail_the_payment_and_leave_the_balance_alone() {
        topUp("24.99");

        events.send(byPoints("25.00"));

        assertThat(published.await(PaymentFailed.class, orderId).code())
                .isEqualTo("INSUFFICIENT_POINTS");
        assertThat(points()).containsExactly(Money.of("24.99", "EUR"));
    }

    @Test
    void many_payments_of_one_user_in_one_poll_are_all_counted() {
        topUp("10.00");
        var orders =
                IntStream.range(0, 15).mapToObj(_ -> UuidCreator.getTimeOrderedEpoch()).toList();

        orders.forEach(order -> events.send(byPoints(order, "1.00")));
        events.awaitHandled();

        assertThat(
                        orders.stream()
                                .map(
                                        order ->
                                                money.paymentOf(new OrderId(order))
                                                        .orElseThrow()
                                                        .status()))
                .filteredOn(PaymentStatus.COMPLETED::equals)
                .hasSize(10);
        assertThat(points()).containsExactly(Money.of("0.00", "EUR"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"tok_approve", "tok_late_success"})
    void a_charged_card_completes_the_payment_and_is_refunded_when_the_order_is_cancelled(
            String token) {
        events.send(byCard(token));

        assertThat(published.await(PaymentCompleted.class, orderId).amount())
                .isEqualByComparingTo("25.00");

        events.send(cancelled("25.00"));

        assertThat(published.await(PaymentRefunded.class, orderId).amount())
                .isEqualByComparingTo("25.00");
        assertThat(status()).isEqualTo(PaymentStatus.REFUNDED);
    }

    @ParameterizedTest
    @CsvSource({
        "tok_decline, CARD_DECLINED",
        "4111-1111, CARD_DECLINED",
        "tok_error, GATEWAY_UNAVAILABLE",
        "tok_timeout, GATEWAY_UNAVAILABLE"
    })
    void a_card_that_cannot_be_charged_fails_the_payment(String token, String code) {
        events.send(byCard(token));

        assertThat(published.await(PaymentFailed.class, orderId).code()).isEqualTo(code);

        events.send(cancelled("25.00"));

        assertThat(published.await(PaymentRefunded.class, orderId).amount()).isZero();
        assertThat(status()).isEqualTo(PaymentStatus.FAILED);
    }

    @Test
    void a_cancellation_that_overtakes_the_request_is_answered_and_nothing_is_taken() {
        topUp("100.00");
        events.send(cancelled("25.00"));
        assertThat(published.await(PaymentRefunded.class, orderId).amount()).isZero();

        events.send(byPoints("25.00"));
        events.awaitHandled();

        assertThat(points()).containsExactly(Money.of("100.00", "EUR"));
        assertThat(money.paymentOf(new OrderId(orderId))).isEmpty();
        assertThat(published.all(PaymentCompleted.class, orderId)).isEmpty();
    }

    @Test
    void events_that_come_again_under_the_same_or_a_new_id_change_nothing() {
        topUp("100.00");
        var request = byPoints("25.00");
        var cancel = cancelled("25.00");

        var first = events.send(request);
        events.send(first, request);
        events.send(request);
        published.await(PaymentCompleted.class, orderId);
        events.send(cancel);
        events.send(cancel);
        events.send(request);
        events.awaitHandled();
        published.await(PaymentRefunded.class, orderId);

        assertThat(points()).containsExactly(Money.of("100.00", "EUR"));
        assertThat(published.all(PaymentCompleted.class, orderId)).hasSize(1);
        assertThat(published.all(PaymentRefunded.class, orderId)).hasSize(1);
    }

    @Test
    void a_request_that_makes_no_sense_is_put_aside_and_harms_no_other() {
        topUp("100.00");
        var senseless = UuidCreator.getTimeOrderedEpoch();

        events.send(
                new PaymentRequested(
                        senseless,
                        user,
                        new BigDecimal("1.00"),
                        "EUR",
                        "SEASHELLS",
                        Optional.empty()));
        events.send(byPoints("25.00"));

        published.await(PaymentCompleted.class, orderId);
        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                published.records(
                                                        "payment-requested.payment-service.dlq"))
                                        .extracting(dead -> new String(dead.key()))
                                        .contains(senseless.toString()));
    }

    @Test
    void outcomes_are_counted() {
        var before =
                meters.counter("payment.outcomes", "outcome", "failed", "code", "CARD_DECLINED")
                        .count();

        events.send(byCard("tok_decline"));
        published.await(PaymentFailed.class, orderId);

        await().atMost(PATIENCE)
                .untilAsserted(
                        () ->
                                assertThat(
                                                meters.get("payment.outcomes")
                                                        .tags(
                                                                "outcome",
                                                                "failed",
                                                                "code",
                                                                "CARD_DECLINED")
                                                        .counter()
                                                        .count())
                                        .isEqualTo(before + 1));
        assertThat(
                        List.of(
                                meters.get("payment.unknown").gauge().value(),
                                meters.get("payment.unknown.oldest.age").gauge().value()))
                .allSatisfy(value -> assertThat(value).isNotNegative());
    }

    private void topUp(String amount) {
        topUpPoints.topUp(new UserId(user), Money.of(amount, "EUR"));
    }

    private List<Money> points() {
        return money.pointsOf(new UserId(user));
    }

    private PaymentStatus status() {
        return money.paymentOf(new OrderId(orderId)).orElseThrow().status();
    }

    private PaymentRequested byPoints(String amount) {
        return byPoints(orderId, amount);
    }

    private PaymentRequested byPoints(UUID order, String amount) {
        return new PaymentRequested(
                order, user, new BigDecimal(amount), "EUR", "POINTS", Optional.empty());
    }

    private PaymentRequested byCard(String token) {
        return new PaymentRequested(
                orderId, user, new BigDecimal("25.00"), "EUR", "CARD", Optional.of(token));
    }

    private OrderCancelled cancelled(String total) {
        return new OrderCancelled(orderId, user, "CUSTOMER", new BigDecimal(total), "EUR");
    }
}
