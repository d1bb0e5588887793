package dev.orderflow.events.probe;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.orderflow.events.Event;
import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.EventType;
import dev.orderflow.events.contract.order.PaymentRequested;
import dev.orderflow.events.test.OrderflowTest;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Each event in a transaction of its own, and held to its schema on its way in and out. */
@OrderflowTest
@TestPropertySource(properties = {"app.kafka.consumer.batch=false", "app.kafka.validate=both"})
class ConsumingRecordByRecordTest extends ConsumingContract {

    @Autowired EventPublisher publisher;
    @Autowired PlatformTransactionManager transactions;

    @Test
    void an_event_that_breaks_its_schema_is_a_dead_letter_that_says_where() {
        var fields =
                """
                "orderId":"%s","items":[{"productId":1,"quantity":2},{"productId":2,"quantity":0}]"""
                        .formatted(subject);
        others.sendRaw("stock-restored", subject.toString(), restored(fields));
        others.awaitHandled();

        assertThat(probe.effects(subject)).isEmpty();
        assertThat(about(subject, "stock-restored.probe-service.dlq"))
                .singleElement()
                .satisfies(
                        letter -> {
                            assertThat(header(letter, "dlq.reason")).isEqualTo("unparsable");
                            assertThat(header(letter, "dlq.error.message"))
                                    .startsWith(
                                            "Not a valid stock-restored, version 1: /items/1/quantity ");
                        });
    }

    /** A reader of ours could make sense of this id; one of another language could not. */
    @Test
    void a_schema_knows_more_than_the_record() {
        var base64 =
                Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(
                                ByteBuffer.allocate(16)
                                        .putLong(subject.getMostSignificantBits())
                                        .putLong(subject.getLeastSignificantBits())
                                        .array());
        others.sendRaw(
                "stock-restored",
                subject.toString(),
                restored("\"orderId\":\"%s\",\"items\":[]".formatted(base64)));
        others.awaitHandled();

        assertThat(probe.effects(subject)).isEmpty();
        assertThat(about(subject, "stock-restored.probe-service.dlq"))
                .singleElement()
                .satisfies(
                        letter ->
                                assertThat(header(letter, "dlq.error.message"))
                                        .contains(": /orderId "));
    }

    @Test
    void an_event_that_breaks_its_schema_takes_the_transaction_with_it_that_publishes_it() {
        var gold =
                new PaymentRequested(
                        subject, "1", new BigDecimal("25.00"), "EUR", "GOLD", Optional.empty());

        assertThatExceptionOfType(IllegalArgumentException.class)
                .isThrownBy(() -> publishWithEffect(gold))
                .withMessageStartingWith("Not a valid payment-requested, version 1: /method ");
        assertThat(probe.effects(subject)).isEmpty();
    }

    @Test
    void an_event_without_a_schema_cannot_be_held_to_one() {
        assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> publishWithEffect(new WithoutSchema(subject.toString())))
                .withMessageContaining("there is no /schemas/without-schema.v1.schema.json");
        assertThat(probe.effects(subject)).isEmpty();
    }

    @EventType("without-schema")
    record WithoutSchema(String aggregateId) implements Event {}

    private void publishWithEffect(Event event) {
        new TransactionTemplate(transactions)
                .executeWithoutResult(
                        _ -> {
                            jdbc.update(
                                    "insert into effect (subject, what) values (?, 'told')",
                                    subject.toString());
                            publisher.publish(event);
                        });
    }

    private byte[] restored(String fields) {
        return """
        {"eventId":"%s","eventType":"stock-restored","version":1,"aggregateId":"%s","timestamp":"2026-11-21T10:15:30Z",
         "correlationId":"%s","causationId":null,%s}"""
                .formatted(UUID.randomUUID(), subject, UUID.randomUUID(), fields)
                .getBytes(UTF_8);
    }
}
