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
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import lombok.RequiredArgsConstructor;
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

    private static final String HANDLED =
            """
            select event_id, event_type, occurred_at, causation_id, processed_at, attempts, consumer,
                   handling_micros
            from processed_event where aggregate_id = ? and consumer in (%s)
            order by event_id, consumer limit 1000""";

    private final JdbcTemplate jdbc;
    private final Collection<String> consumers;
    private final Clock clock;

    /**
     * Marks as handled what was not handled before.
     *
     * @return the deliveries to handle now, in the order given; redeliveries are left out, also
     *     within the list
     * @throws org.springframework.dao.DuplicateKeyException when somebody else handles one of them
     *     at the same time
     */
    List<Delivery.Readable<?>> claim(String consumer, List<Delivery.Readable<?>> deliveries) {
        var fresh = new LinkedHashMap<UUID, Delivery.Readable<?>>();
        deliveries.forEach(delivery -> fresh.putIfAbsent(delivery.metadata().eventId(), delivery));
        fresh.keySet().removeAll(handled(consumer, fresh.keySet()));
        insert(consumer, fresh.values());
        return List.copyOf(fresh.values());
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

    private void insert(String consumer, Collection<Delivery.Readable<?>> deliveries) {
        var now = utc(clock.instant());
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

    /** That the transaction in which these were handled took so long. */
    void took(HandlingTimes.Handling handling) {
        var arguments =
                Stream.concat(
                                Stream.of(handling.micros(), handling.consumer()),
                                handling.eventIds().stream().map(Inbox::bytes))
                        .toArray();
        jdbc.update(
                "update processed_event set handling_micros = ? where consumer = ? and event_id in ("
                        + marks(handling.eventIds())
                        + ")",
                arguments);
    }

    /**
     * Forgets what was handled longer ago than that, at most so many rows; returns how many there
     * were.
     */
    int forget(Duration retention, int limit) {
        return jdbc.update(
                "delete from processed_event where processed_at < ? order by processed_at limit ?",
                utc(clock.instant().minus(retention)),
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
