package dev.orderflow.events.consumer;

import dev.orderflow.events.HandledEvent;
import dev.orderflow.events.HandledEvents;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The table {@code processed_event}: which events each consumer of this service has handled. The
 * mark is written in the transaction that the handling runs in, and is unique, so that an event has
 * its effect once however often it is delivered.
 */
@RequiredArgsConstructor
class Inbox implements HandledEvents {

    private static final String INSERT =
            """
            insert into processed_event
              (consumer, event_id, event_type, aggregate_id, occurred_at, causation_id, processed_at, attempts)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    /** Two instances may have begun in the same microsecond; one of them is enough to know. */
    private static final String TOOK =
            """
            insert into handling_time (processed_at, consumer, micros) values (?, ?, ?)
            on duplicate key update micros = micros""";

    private static final String HANDLED =
            """
            select event_id, event_type, occurred_at, causation_id, processed_at, attempts, consumer,
                   micros
            from processed_event left join handling_time using (processed_at, consumer)
            where aggregate_id = ? and consumer in (%s)
            order by event_id, consumer limit 1000""";

    private final JdbcTemplate jdbc;
    private final Collection<String> consumers;
    private final Clock clock;

    /** What was marked as handled by this transaction, in the order given, and when. */
    record Claim(List<Delivery.Readable<?>> deliveries, Instant at) {}

    /**
     * Marks all of them as handled. Hardly ever was one of them before, so that is not asked: the
     * mark is unique, and tells.
     *
     * @throws HandledBeforeException when one was, or is being handled by somebody else; what this
     *     transaction has written has to be rolled back, and {@link #claimUnhandled} knows which
     */
    Claim claim(String consumer, List<Delivery.Readable<?>> deliveries) {
        try {
            return mark(consumer, byId(deliveries));
        } catch (DuplicateKeyException handled) {
            throw new HandledBeforeException(handled);
        }
    }

    /**
     * Marks as handled what was not handled before; redeliveries are left out, also within the
     * list.
     *
     * @throws DuplicateKeyException when somebody else handles one of them at the same time
     */
    Claim claimUnhandled(String consumer, List<Delivery.Readable<?>> deliveries) {
        var fresh = byId(deliveries);
        fresh.keySet().removeAll(handled(consumer, fresh.keySet()));
        return mark(consumer, fresh);
    }

    private static Map<UUID, Delivery.Readable<?>> byId(List<Delivery.Readable<?>> deliveries) {
        var byId = new LinkedHashMap<UUID, Delivery.Readable<?>>();
        deliveries.forEach(delivery -> byId.putIfAbsent(delivery.metadata().eventId(), delivery));
        return byId;
    }

    private Claim mark(String consumer, Map<UUID, Delivery.Readable<?>> fresh) {
        var now = clock.instant();
        insert(consumer, fresh.values(), utc(now));
        return new Claim(List.copyOf(fresh.values()), now);
    }

    private Set<UUID> handled(String consumer, Collection<UUID> ids) {
        var arguments =
                Stream.concat(Stream.of(consumer), ids.stream().map(Inbox::bytes)).toArray();
        return new HashSet<>(
                jdbc.query(
                        "select event_id from processed_event where consumer = ? and event_id in ("
                                + marks(ids)
                                + ")",
                        (row, _) -> uuid(row.getBytes(1)),
                        arguments));
    }

    private void insert(
            String consumer, Collection<Delivery.Readable<?>> deliveries, LocalDateTime now) {
        // In one order everywhere, so that two consumers that meet here wait for each other instead
        // of deadlocking.
        var ordered =
                deliveries.stream()
                        .sorted(Comparator.comparing(delivery -> delivery.metadata().eventId()))
                        .toList();
        jdbc.batchUpdate(
                INSERT,
                ordered,
                Math.max(1, ordered.size()),
                (statement, delivery) -> {
                    var event = delivery.metadata();
                    statement.setString(1, consumer);
                    statement.setBytes(2, bytes(event.eventId()));
                    statement.setString(3, event.eventType());
                    statement.setString(4, event.aggregateId());
                    statement.setObject(5, utc(event.timestamp()));
                    statement.setBytes(
                            6, event.causationId() == null ? null : bytes(event.causationId()));
                    statement.setObject(7, now);
                    statement.setInt(8, delivery.arrival().attempt());
                });
    }

    /** How long transactions took that {@linkplain Claim#at began} then. */
    void took(Collection<HandlingTimes.Handling> handlings) {
        jdbc.batchUpdate(
                TOOK,
                handlings,
                handlings.size(),
                (statement, handling) -> {
                    statement.setObject(1, utc(handling.began()));
                    statement.setString(2, handling.consumer());
                    statement.setLong(3, handling.micros());
                });
    }

    /**
     * Forgets what was handled longer ago than that, at most so many rows; returns how many there
     * were.
     */
    int forget(Duration retention, int limit) {
        var before = utc(clock.instant().minus(retention));
        jdbc.update(
                "delete from handling_time where processed_at < ? order by processed_at limit ?",
                before,
                limit);
        return jdbc.update(
                "delete from processed_event where processed_at < ? order by processed_at limit ?",
                before,
                limit);
    }

    @Override
    public List<HandledEvent> about(String aggregateId) {
        var arguments = Stream.concat(Stream.of(aggregateId), consumers.stream()).toArray();
        return jdbc.query(
                HANDLED.formatted(marks(consumers)), (row, _) -> handledEvent(row), arguments);
    }

    private static String marks(Collection<?> values) {
        return String.join(",", Collections.nCopies(values.size(), "?"));
    }

    private static HandledEvent handledEvent(ResultSet row) throws SQLException {
        var causationId = row.getBytes(4);
        return new HandledEvent(
                uuid(row.getBytes(1)),
                row.getString(2),
                row.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                causationId == null ? null : uuid(causationId),
                row.getString(7),
                row.getObject(5, LocalDateTime.class).toInstant(ZoneOffset.UTC),
                row.getObject(8, Long.class),
                row.getInt(6));
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
