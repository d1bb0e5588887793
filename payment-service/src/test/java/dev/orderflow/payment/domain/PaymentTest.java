package dev.orderflow.payment.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PaymentTest {

    static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    static final GatewayPolicy POLICY =
            new GatewayPolicy(
                    2, Duration.ofSeconds(30), Duration.ofSeconds(1), Duration.ofSeconds(3));

    final OrderId orderId = new OrderId(new UUID(0, 1));
    final UserId userId = new UserId("1");
    final Money price = Money.of("25.00", "EUR");
    Payment payment = Payment.of(orderId, userId, price.currency(), NOW);

    @Test
    void a_payment_by_points_owes_them_at_once() {
        assertThat(payment.request(byPoints(), NOW)).isEmpty();

        assertThat(payment.owesCharge()).isTrue();
        assertThat(payment.pointsTaken(NOW))
                .containsExactly(
                        new Payment.Completed(orderId, userId, payment.facts().paymentId(), price));
        assertThat(payment.status()).isEqualTo(PaymentStatus.COMPLETED);
    }

    @Test
    void a_payment_by_card_waits_for_the_gateway() {
        payment.request(byCard(), NOW);

        assertThat(payment.owesCharge()).isFalse();
        assertThat(payment.status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.operations())
                .extracting(GatewayOperation::state)
                .containsExactly(GatewayOperation.State.READY);
    }

    @Test
    void an_order_that_costs_nothing_is_paid() {
        var nothing = new PaymentRequest(userId, Money.zero(price.currency()), byCard().method());

        assertThat(payment.request(nothing, NOW))
                .hasSize(1)
                .first()
                .isInstanceOf(Payment.Completed.class);
        assertThat(payment.operations()).isEmpty();
        assertThat(payment.cancel(NOW))
                .containsExactly(new Payment.Refunded(orderId, userId, nothing.amount()));
    }

    @Test
    void a_cancelled_order_is_not_paid_any_more() {
        assertThat(payment.cancel(NOW))
                .containsExactly(new Payment.Refunded(orderId, userId, Money.of("0", "EUR")));

        assertThat(payment.request(byCard(), NOW)).isEmpty();
        assertThat(payment.operations()).isEmpty();
        assertThat(payment.isRequested()).isFalse();
    }

    @Test
    void an_unclear_answer_is_a_state_and_not_a_guess() {
        payment.request(byCard(), NOW);

        assertThat(answer(new GatewayAnswer.Unclear("time-out"))).isEmpty();
        assertThat(payment.status()).isEqualTo(PaymentStatus.UNKNOWN);
    }

    @Test
    void a_charge_the_gateway_never_saw_is_tried_again_under_a_new_id_and_then_given_up() {
        payment.request(byCard(), NOW);
        var first = open().id();

        assertThat(answer(new GatewayAnswer.NotFound())).isEmpty();
        assertThat(open().id()).isNotEqualTo(first);
        assertThat(open().attempt()).isEqualTo(2);
        assertThat(answer(new GatewayAnswer.NotFound()))
                .containsExactly(
                        new Payment.Failed(
                                orderId,
                                userId,
                                payment.facts().paymentId(),
                                PaymentFailure.gatewayUnavailable()));
    }

    @Test
    void a_charge_the_gateway_never_saw_is_not_tried_again_for_a_cancelled_order() {
        payment.request(byCard(), NOW);
        claim();
        payment.cancel(NOW);

        assertThat(answer(new GatewayAnswer.NotFound()))
                .containsExactly(new Payment.Refunded(orderId, userId, Money.of("0", "EUR")));
        assertThat(payment.status()).isEqualTo(PaymentStatus.VOIDED);
    }

    @Test
    void a_late_success_after_a_cancellation_is_told_and_then_given_back() {
        payment.request(byCard(), NOW);
        claim();
        assertThat(payment.cancel(NOW)).isEmpty();

        assertThat(answer(new GatewayAnswer.Succeeded()))
                .hasSize(1)
                .first()
                .isInstanceOf(Payment.Completed.class);
        assertThat(payment.status()).isEqualTo(PaymentStatus.REFUNDING);
        assertThat(answer(new GatewayAnswer.Succeeded()))
                .containsExactly(new Payment.Refunded(orderId, userId, price));
    }

    @Test
    void a_late_decline_after_a_cancellation_is_told_and_nothing_is_given_back() {
        payment.request(byCard(), NOW);
        claim();
        payment.cancel(NOW);

        assertThat(answer(new GatewayAnswer.Declined("no")))
                .containsExactly(
                        new Payment.Failed(
                                orderId,
                                userId,
                                payment.facts().paymentId(),
                                new PaymentFailure(PaymentFailure.Code.CARD_DECLINED, "no")),
                        new Payment.Refunded(orderId, userId, Money.of("0", "EUR")));
    }

    @Test
    void an_answer_that_comes_twice_counts_once() {
        payment.request(byCard(), NOW);
        var id = open().id();
        answer(new GatewayAnswer.Succeeded());

        assertThat(payment.answered(id, new GatewayAnswer.NotFound(), POLICY, NOW)).isEmpty();
        assertThat(payment.status()).isEqualTo(PaymentStatus.COMPLETED);
    }

    @Test
    void points_that_are_not_owed_cannot_be_taken() {
        payment.request(byCard(), NOW);

        assertThatIllegalStateException().isThrownBy(() -> payment.pointsTaken(NOW));
    }

    @Test
    void pauses_grow_to_the_longest() {
        assertThat(POLICY.pause(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(POLICY.pause(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(POLICY.pause(2)).isEqualTo(Duration.ofSeconds(3));
        assertThat(POLICY.pause(1_000_000)).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_card_token_is_not_printed() {
        payment.request(byCard(), NOW);

        assertThat(payment.facts().toString() + payment.operations()).doesNotContain("tok_approve");
    }

    private List<Payment.Event> answer(GatewayAnswer answer) {
        return payment.answered(open().id(), answer, POLICY, NOW);
    }

    /** As the worker's claim and a later load from the database do. */
    private void claim() {
        var claimed = open().claim(POLICY, NOW);
        payment = Payment.restore(payment.facts(), Optional.of(claimed));
    }

    private GatewayOperation open() {
        return payment.operations().stream()
                .filter(operation -> !operation.state().isFinal())
                .findFirst()
                .orElseThrow();
    }

    private PaymentRequest byPoints() {
        return new PaymentRequest(userId, price, new PaymentMethod.Points());
    }

    private PaymentRequest byCard() {
        return new PaymentRequest(
                userId, price, new PaymentMethod.Card(new CardToken("tok_approve")));
    }
}
