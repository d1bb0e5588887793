package com.example.parcel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.EventPublisher;
import dev.orderflow.events.outbox.OutboxRelay;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

// region relay
@OrderflowTest
@TestPropertySource(
        properties = {
            "orderflow.test.topics=order-packed,parcel-sent,parcel-delivered",
            "app.kafka.outbox.relay=false"
        })
class OutboxTest {

    @Autowired EventPublisher events;
    @Autowired OutboxRelay relay;
    @Autowired PublishedEvents published;
    @Autowired TransactionTemplate transaction;

    final UUID orderId = UUID.randomUUID();
    final ParcelSent event =
            new ParcelSent(orderId, "POST", new BigDecimal("2.50"), Optional.empty());

    @Test
    void an_event_leaves_when_the_relay_is_stepped() {
        transaction.executeWithoutResult(_ -> events.publish(event));
        assertThat(published.all(ParcelSent.class, orderId)).isEmpty();

        relay.drain();
        assertThat(published.await(ParcelSent.class, orderId)).isEqualTo(event);
    }

    @Test
    void a_rollback_takes_the_event_along() {
        transaction.executeWithoutResult(
                it -> {
                    events.publish(event);
                    it.setRollbackOnly();
                });

        assertThat(relay.drain()).isZero();
    }
}
// endregion
