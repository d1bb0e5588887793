package com.example.parcel;

import dev.orderflow.events.EventPublisher;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The parcels of the depot. What is known of one only grows, in whatever order it comes. */
@Service
class Parcels {

    private static final Duration PATIENCE = Duration.ofDays(14);

    private final JdbcClient jdbc;
    private final EventPublisher events;
    private final Clock clock;

    Parcels(JdbcClient jdbc, EventPublisher events, Clock clock) {
        this.jdbc = jdbc;
        this.events = events;
        this.clock = clock;
    }

    // region publish
    @Transactional
    void send(OrderPacked order) {
        if (isSent(order.orderId())) {
            return; // the same fact, under another event id
        }
        var carrier = Carrier.of(order);
        saveSent(order.orderId(), carrier);
        events.publish(
                new ParcelSent(
                        order.orderId(), carrier.name(), carrier.postage(), Optional.empty()));
    }

    // endregion

    @Transactional
    void delivered(ParcelDelivered parcel) {
        jdbc.sql(
                        """
                        insert into parcel (order_id, delivered_at) values (:order, :time)
                        on duplicate key update delivered_at = :time""")
                .param("order", bytes(parcel.orderId()))
                .param("time", utc(parcel.deliveredAt()))
                .update();
    }

    // region prefetch
    /**
     * Of all events of a poll at once, and in one order everywhere: who waits does not deadlock.
     */
    void lock(List<OrderPacked> orders) {
        jdbc.sql("select 1 from parcel where order_id in (:orders) order by order_id for update")
                .param("orders", orders.stream().map(order -> bytes(order.orderId())).toList())
                .query(Integer.class)
                .list();
    }

    // endregion

    /** Those that should have arrived by now. */
    @Transactional(readOnly = true)
    List<UUID> late() {
        return jdbc.sql(
                        """
                        select order_id from parcel
                        where sent_at < :before and delivered_at is null order by sent_at""")
                .param("before", utc(clock.instant().minus(PATIENCE)))
                .query((row, _) -> uuid(row.getBytes(1)))
                .list();
    }

    private boolean isSent(UUID orderId) {
        return jdbc.sql(
                        "select exists (select 1 from parcel where order_id = :order and carrier is not null)")
                .param("order", bytes(orderId))
                .query(Boolean.class)
                .single();
    }

    private void saveSent(UUID orderId, Carrier carrier) {
        jdbc.sql(
                        """
                        insert into parcel (order_id, carrier, sent_at) values (:order, :carrier, :now)
                        on duplicate key update carrier = :carrier, sent_at = :now""")
                .param("order", bytes(orderId))
                .param("carrier", carrier.name())
                .param("now", utc(clock.instant()))
                .update();
    }

    private static LocalDateTime utc(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static UUID uuid(byte[] bytes) {
        var buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong());
    }
}
