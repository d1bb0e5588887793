package dev.orderflow.events.outbox;

import java.sql.Connection;
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

    private static final String OLDEST =
            """
            select position, id, aggregatetype, aggregateid, type, occurred_at, correlation_id, payload,
                   traceparent
            from outbox_event where aggregatetype not in (%s) order by position limit ?""";

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
     */
    static List<OutboxRow> oldest(Connection connection, Set<String> exceptTopics, int limit)
            throws SQLException {
        try (var statement =
                connection.prepareStatement(OLDEST.formatted(marks(exceptTopics.size() + 1)))) {
            var index = 0;
            for (var topic : exceptTopics) {
                statement.setString(++index, topic);
            }
            statement.setString(++index, ""); // a list in SQL has at least one member
            statement.setInt(++index, limit);
            try (var result = statement.executeQuery()) {
                var rows = new ArrayList<OutboxRow>();
                while (result.next()) {
                    rows.add(
                            new OutboxRow(
                                    result.getLong(1),
                                    result.getString(2),
                                    result.getString(3),
                                    result.getString(4),
                                    result.getString(5),
                                    result.getObject(6, LocalDateTime.class)
                                            .toInstant(ZoneOffset.UTC),
                                    UUID.fromString(result.getString(7)),
                                    result.getString(8),
                                    result.getString(9)));
                }
                return rows;
            }
        }
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
