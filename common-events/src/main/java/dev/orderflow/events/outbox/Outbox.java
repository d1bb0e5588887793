package dev.orderflow.events.outbox;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.JdbcTemplate;

/** The table {@code outbox_event}. */
@RequiredArgsConstructor
class Outbox {

    private static final String INSERT =
            """
            insert into outbox_event
              (id, aggregatetype, aggregateid, type, occurred_at, correlation_id, payload,
               traceparent)
            values (?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String ROW =
            "position, id, aggregatetype, aggregateid, type, occurred_at, correlation_id, traceparent";

    private static final String OLDEST =
            """
            select %s, octet_length(payload) as bytes, if(octet_length(payload) <= ?, payload, null) as payload
            from outbox_event where aggregatetype not in (%s) order by position limit ?""";

    private static final String CHOSEN =
            "select %s, payload from outbox_event where position in (%s) order by position";

    private final JdbcTemplate jdbc;

    /** Writes the rows in the current transaction; the driver makes one statement of them. */
    void add(List<OutboxRow> rows) {
        jdbc.batchUpdate(
                INSERT,
                rows,
                rows.size(),
                (statement, row) -> {
                    statement.setString(1, row.eventId());
                    statement.setString(2, row.topic());
                    statement.setString(3, row.aggregateId());
                    statement.setString(4, row.eventType());
                    statement.setObject(
                            5, LocalDateTime.ofInstant(row.timestamp(), ZoneOffset.UTC));
                    statement.setString(6, row.correlationId().toString());
                    statement.setString(7, row.payload());
                    statement.setString(8, row.traceparent());
                });
    }

    /**
     * The oldest rows there are now. Never "those after the last one seen": a lower position can be
     * committed later.
     *
     * <p>The driver holds a whole result in memory. So payloads come along that are not larger than
     * an even share of the bytes; where one is, those rows are read that fit, and at least one.
     */
    static List<OutboxRow> oldest(
            Connection connection, Set<String> exceptTopics, int limit, long bytes)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(
                        OLDEST.formatted(ROW, marks(exceptTopics.size() + 1)))) {
            var evenShare = bytes / limit;
            var index = 0;
            statement.setLong(++index, evenShare);
            for (var topic : exceptTopics) {
                statement.setString(++index, topic);
            }
            statement.setString(++index, ""); // a list in SQL has at least one member
            statement.setInt(++index, limit);
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<OutboxRow>();
                var fitting = new ArrayList<Long>();
                var left = bytes;
                while (result.next()) {
                    var size = result.getLong("bytes");
                    left -= size;
                    if (left < 0 && !fitting.isEmpty()) {
                        break;
                    }
                    fitting.add(result.getLong("position"));
                    if (size <= evenShare) {
                        rows.add(row(result));
                    }
                }
                return rows.size() == fitting.size() ? rows : chosen(connection, fitting);
            }
        }
    }

    private static List<OutboxRow> chosen(Connection connection, List<Long> positions)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(CHOSEN.formatted(ROW, marks(positions.size())))) {
            var index = 0;
            for (var position : positions) {
                statement.setLong(++index, position);
            }
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<OutboxRow>();
                while (result.next()) {
                    rows.add(row(result));
                }
                return rows;
            }
        }
    }

    private static OutboxRow row(ResultSet result) throws SQLException {
        return new OutboxRow(
                result.getLong("position"),
                result.getString("id"),
                result.getString("aggregatetype"),
                result.getString("aggregateid"),
                result.getString("type"),
                result.getObject("occurred_at", LocalDateTime.class).toInstant(ZoneOffset.UTC),
                UUID.fromString(result.getString("correlation_id")),
                result.getString("payload"),
                result.getString("traceparent"));
    }

    /**
     * Removes just these rows: a range would take along one that was committed in between and never
     * sent.
     */
    static void remove(Connection connection, Collection<OutboxRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var statement =
                connection.prepareStatement(
                        "delete from outbox_event where position in ("
                                + marks(rows.size())
                                + ")")) {
            var index = 0;
            for (var row : rows) {
                statement.setLong(++index, row.position());
            }
            statement.executeUpdate();
        }
    }

    private static String marks(int count) {
        return String.join(",", Collections.nCopies(count, "?"));
    }

    long size() {
        return jdbc.queryForObject("select count(*) from outbox_event", Long.class);
    }

    /** Seconds since the oldest row was written, 0 when there is none. */
    double ageOfOldest(java.time.Clock clock) {
        return jdbc
                .query(
                        "select occurred_at from outbox_event order by position limit 1",
                        (row, _) -> row.getObject(1, LocalDateTime.class))
                .stream()
                .mapToDouble(
                        oldest ->
                                java.time.Duration.between(
                                                        oldest.toInstant(ZoneOffset.UTC),
                                                        clock.instant())
                                                .toMillis()
                                        / 1000.0)
                .findFirst()
                .orElse(0);
    }
}
