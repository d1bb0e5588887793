package com.example.parcel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.events.test.EventInjector;
import dev.orderflow.events.test.OrderflowTest;
import dev.orderflow.events.test.PublishedEvents;
import dev.orderflow.events.test.TestClock;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

// region test
@OrderflowTest
@TestPropertySource(properties = "orderflow.test.topics=order-packed,parcel-sent,parcel-delivered")
class ParcelServiceTest {

    @Autowired EventInjector others; // sends events as other services would
    @Autowired PublishedEvents published; // reads from Kafka what this service published
    @Autowired TestClock clock; // goes like any other until the test moves it
    @Autowired Parcels parcels;

    final UUID orderId = UUID.randomUUID();

    @AfterEach
    void resetClock() {
        clock.reset(); // Kafka refuses a record from more than an hour ahead
    }

    @Test
    void a_packed_order_is_sent_once() {
        others.send(new OrderPacked(orderId, "KR", 800));
        others.send(new OrderPacked(orderId, "KR", 800));
        others.awaitHandled();

        assertThat(published.await(ParcelSent.class, orderId).carrier()).isEqualTo("POST");
        assertThat(published.all(ParcelSent.class, orderId)).hasSize(1);
    }

    @Test
    void the_order_of_arrival_does_not_matter() {
        others.send(new ParcelDelivered(orderId, clock.instant()));
        others.awaitHandled();
        others.send(new OrderPacked(orderId, "KR", 800));
        others.awaitHandled();

        clock.advance(Duration.ofDays(15));
        assertThat(parcels.late()).doesNotContain(orderId);
    }

    @Test
    void what_nobody_can_carry_is_a_dead_letter_and_what_is_not_ours_is_none() {
        var notOurs = UUID.randomUUID();
        others.send(new OrderPacked(notOurs, "BR", 800));
        others.send(new OrderPacked(orderId, "KR", 2_000_000));
        others.awaitHandled();

        assertThat(published.records("order-packed.parcel-service.dlq"))
                .extracting(ParcelServiceTest::key)
                .contains(orderId.toString())
                .doesNotContain(notOurs.toString());
    }

    private static String key(ConsumerRecord<byte[], byte[]> letter) {
        return new String(letter.key(), UTF_8);
    }
}
// endregion
