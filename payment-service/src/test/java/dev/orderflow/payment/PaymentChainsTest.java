package dev.orderflow.payment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.f4b6a3.uuid.UuidCreator;
import dev.orderflow.events.Event;
import dev.orderflow.events.EventMetadata;
import dev.orderflow.events.contract.order.OrderCancelled;
import dev.orderflow.events.contract.order.PaymentRequested;
import dev.orderflow.events.contract.payment.PaymentCompleted;
import dev.orderflow.events.contract.payment.PaymentFailed;
import dev.orderflow.events.contract.payment.PaymentRefunded;
import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.PublishedEvents.Published;
import dev.orderflow.events.test.TestClock;
import dev.orderflow.events.wire.EventCodec;
import dev.orderflow.events.wire.TopicNames;
import dev.orderflow.payment.application.port.in.RunGatewayOperationsUseCase;
import dev.orderflow.payment.domain.GatewayOperation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * What the gateway's answers lead to belongs to the event that asked for it. The worker does not
 * run: the test does its steps after the handlers have ended, on another thread, so that nothing is
 * left of them but what they wrote into the database; just so a worker finds it after a restart.
 */
@PaymentServiceTest
@TestPropertySource(properties = "app.gateway-worker.auto-startup=false")
class PaymentChainsTest {

    private static final Duration LONGER_THAN_A_LEASE = Duration.ofMinutes(1);
    private static final String SPAN = "00f067aa0ba902b7";

    @Autowired EventInjector others;
    @Autowired PublishedEvents published;
    @Autowired RunGatewayOperationsUseCase operations;
    @Autowired EventCodec codec;
    @Autowired TopicNames topics;
    @Autowired TestClock clock;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    final UUID orderId = UuidCreator.getTimeOrderedEpoch();

    /** An event of another service, which is in a chain and a trace already. */
    record Sent(EventMetadata metadata, String traceId) {}

    @AfterEach
    void resetClock() {
        clock.reset();
    }

    @Test
    void a_completed_payment_is_a_consequence_of_its_request() {
        var request = request("tok_approve");
        workOff();

        assertFollows(PaymentCompleted.class, request);
    }

    @Test
    void so_is_a_failed_one() {
        var request = request("tok_decline");
        workOff();

        assertFollows(PaymentFailed.class, request);
    }

    @Test
    void so_is_one_that_was_charged_under_a_new_id_after_a_crash() {
        var request = request("tok_approve");
        claimOne();

        clock.advance(LONGER_THAN_A_LEASE);
        workOff();

        assertFollows(PaymentCompleted.class, request);
    }

    @Test
    void a_refund_is_a_consequence_of_the_cancellation() {
        var request = request("tok_approve");
        workOff();
        var cancellation = cancel();
        workOff();

        assertFollows(PaymentCompleted.class, request);
        assertFollows(PaymentRefunded.class, cancellation);
    }

    @Test
    void one_answer_can_end_the_request_and_begin_what_the_cancellation_asked_for() {
        var request = request("tok_approve");
        var claimed = claimOne();
        var answer = operations.ask(claimed);
        var cancellation = cancel();
        operations.record(claimed, answer);
        workOff();

        assertFollows(PaymentCompleted.class, request);
        assertThat(assertFollows(PaymentRefunded.class, cancellation).amount()).isPositive();
    }

    @Test
    void a_charge_that_never_was_is_given_up_because_of_the_cancellation() {
        request("tok_approve");
        claimOne();
        var cancellation = cancel();
        clock.advance(LONGER_THAN_A_LEASE);
        workOff();

        assertThat(assertFollows(PaymentRefunded.class, cancellation).amount()).isZero();
    }

    @Test
    void what_is_known_while_the_event_is_handled_follows_from_it_as_ever() {
        request("tok_approve");
        var cancellation = cancel();

        assertThat(assertFollows(PaymentRefunded.class, cancellation).amount()).isZero();
    }

    @Test
    void a_chain_that_nobody_can_read_does_not_hold_up_the_money() {
        var request = request("tok_approve");
        transaction.executeWithoutResult(
                _ -> jdbc.sql("update payment set requested_in = 'nonsense'").update());
        workOff();

        var completed = await(PaymentCompleted.class).metadata();
        assertThat(completed.correlationId()).isEqualTo(completed.eventId());
        assertThat(completed.causationId()).isNull();
        assertThat(traceId(completed)).isNotEqualTo(request.traceId());
    }

    private Sent request(String token) {
        return send(
                new PaymentRequested(
                        orderId,
                        "user-" + orderId,
                        new BigDecimal("25.00"),
                        "EUR",
                        "CARD",
                        Optional.of(token)));
    }

    private Sent cancel() {
        return send(
                new OrderCancelled(
                        orderId, "user-" + orderId, "CUSTOMER", new BigDecimal("25.00"), "EUR"));
    }

    private Sent send(Event event) {
        var first = EventCodec.describe(event, clock);
        var metadata =
                new EventMetadata(
                        first.eventId(),
                        first.eventType(),
                        first.version(),
                        first.aggregateId(),
                        first.timestamp(),
                        UuidCreator.getTimeOrderedEpoch(),
                        UuidCreator.getTimeOrderedEpoch());
        var traceId = traceIdOf(metadata);
        others.sendRaw(
                topics.of(event.getClass()),
                event.aggregateId(),
                codec.encode(metadata, event),
                new RecordHeader(
                        "traceparent", "00-%s-%s-01".formatted(traceId, SPAN).getBytes(UTF_8)));
        others.awaitHandled();
        return new Sent(metadata, traceId);
    }

    /** Another one than that of any other event. */
    private static String traceIdOf(EventMetadata sent) {
        return sent.eventId().toString().replace("-", "");
    }

    private <E extends Event> E assertFollows(Class<E> type, Sent cause) {
        var effect = await(type);
        assertThat(effect.metadata().correlationId()).isEqualTo(cause.metadata().correlationId());
        assertThat(effect.metadata().causationId()).isEqualTo(cause.metadata().eventId());
        assertThat(traceId(effect.metadata())).isEqualTo(cause.traceId());
        return effect.event();
    }

    private <E extends Event> Published<E> await(Class<E> type) {
        published.await(type, orderId);
        var events = published.all(type, orderId);
        assertThat(events).hasSize(1);
        return events.getFirst();
    }

    private String traceId(EventMetadata event) {
        return published.records(event.eventType()).stream()
                .filter(record -> codec.read(record.value()).metadata().equals(event))
                .map(record -> record.headers().lastHeader("traceparent").value())
                .map(traceparent -> new String(traceparent, UTF_8).split("-")[1])
                .findFirst()
                .orElseThrow();
    }

    private GatewayOperation claimOne() {
        var claimed = operations.claim(10);
        assertThat(claimed).hasSize(1);
        return claimed.getFirst();
    }

    /** Works and lets time pass until nothing is due any more. */
    private void workOff() {
        for (var due = operations.claim(10); !due.isEmpty(); due = operations.claim(10)) {
            due.forEach(operation -> operations.record(operation, operations.ask(operation)));
            clock.advance(LONGER_THAN_A_LEASE);
        }
    }
}
