package dev.orderflow.cli.verify;

import static dev.orderflow.cli.verify.Invariant.I4;

import dev.orderflow.cli.topic.Broker;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Checks all invariants of a running system once.
 *
 * <p>Topics are read up to their end, then all databases in one snapshot, then the topics once
 * more: what is on a topic the first time was committed before the snapshot, and what the snapshot
 * has committed is on a topic the second time or in the snapshot's outbox. So it can run under load
 * without crying wolf.
 */
public final class Verification {

    private static final int MAX_ROWS = 20;

    private final String jdbcUrl;
    private final String user;
    private final String password;
    private final Broker broker;
    private final Duration grace;

    /**
     * @param grace how long an order must have stood still until something missing counts as lost
     */
    public Verification(
            String jdbcUrl, String user, String password, Broker broker, Duration grace) {
        this.jdbcUrl = jdbcUrl;
        this.user = user;
        this.password = password;
        this.broker = broker;
        this.grace = grace;
    }

    /**
     * @param orders how many there are
     * @param events how many records were read from the topics
     * @param breaches the first 20 of each kind
     */
    public record Report(long orders, long events, List<Breach> breaches) {

        public boolean isClean() {
            return breaches.isEmpty();
        }

        public List<Breach> of(Invariant invariant) {
            return breaches.stream().filter(breach -> breach.invariant() == invariant).toList();
        }
    }

    public Report run() throws SQLException {
        var topics = EventCheck.ALL.stream().map(EventCheck::topic).toList();
        try (var events = new TopicReader(broker, topics);
                var databases = DriverManager.getConnection(jdbcUrl, user, password)) {
            events.catchUp();
            snapshot(databases);
            var breaches = new ArrayList<Breach>();
            for (var check : DatabaseCheck.ALL) {
                run(check, databases, breaches::add);
            }
            for (var check : EventCheck.ALL) {
                findGhosts(check, events, databases, breaches::add);
            }
            events.catchUp();
            for (var check : EventCheck.ALL) {
                findMissing(check, events, databases, breaches::add);
            }
            return new Report(count(databases), events.records(), List.copyOf(breaches));
        }
    }

    private static void snapshot(Connection databases) throws SQLException {
        databases.setAutoCommit(false);
        databases.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = databases.createStatement()) {
            statement.execute("start transaction with consistent snapshot, read only");
        }
    }

    private void run(DatabaseCheck check, Connection databases, Consumer<Breach> breaches)
            throws SQLException {
        var sql = check.sql().replace(":grace", Long.toString(grace.toSeconds()));
        try (var statement = databases.createStatement();
                var rows = statement.executeQuery(sql)) {
            for (var found = 0; found < MAX_ROWS && rows.next(); found++) {
                breaches.accept(new Breach(check.invariant(), check.what(), row(rows)));
            }
        }
    }

    private static void findGhosts(
            EventCheck check, TopicReader events, Connection databases, Consumer<Breach> breaches)
            throws SQLException {
        var real = ids(databases, check.mayHave());
        events.events(check.topic()).entrySet().stream()
                .filter(event -> !real.contains(event.getKey()))
                .limit(MAX_ROWS)
                .forEach(
                        ghost ->
                                breaches.accept(
                                        new Breach(
                                                I4,
                                                "%s was told of what never was"
                                                        .formatted(check.topic()),
                                                "order_id=%s, event_id=%s"
                                                        .formatted(
                                                                ghost.getKey(),
                                                                ghost.getValue()))));
        events.events(check.topic()).entrySet().stream()
                .filter(event -> event.getValue().size() > 1)
                .limit(MAX_ROWS)
                .forEach(
                        twice ->
                                breaches.accept(
                                        new Breach(
                                                I4,
                                                "%s was told more than once"
                                                        .formatted(check.topic()),
                                                "order_id=%s, event_ids=%s"
                                                        .formatted(
                                                                twice.getKey(),
                                                                twice.getValue()))));
    }

    private static void findMissing(
            EventCheck check, TopicReader events, Connection databases, Consumer<Breach> breaches)
            throws SQLException {
        var told = events.events(check.topic()).keySet();
        var waiting = waiting(databases, check);
        ids(databases, check.mustHave()).stream()
                .filter(id -> !told.contains(id) && !waiting.contains(id))
                .limit(MAX_ROWS)
                .forEach(
                        id ->
                                breaches.accept(
                                        new Breach(
                                                I4,
                                                "%s was never told, and is not in the outbox"
                                                        .formatted(check.topic()),
                                                "order_id=" + id)));
    }

    private static Set<UUID> waiting(Connection databases, EventCheck check) throws SQLException {
        return ids(
                databases,
                "select unhex(replace(aggregateid, '-', '')) from %s.outbox_event where type = '%s'"
                        .formatted(check.database(), check.topic()));
    }

    private static Set<UUID> ids(Connection databases, String sql) throws SQLException {
        try (var statement = databases.createStatement();
                var rows = statement.executeQuery(sql)) {
            var ids = new HashSet<UUID>();
            while (rows.next()) {
                ids.add(TopicReader.uuid(rows.getBytes(1)));
            }
            return ids;
        }
    }

    private static long count(Connection databases) throws SQLException {
        try (var statement = databases.createStatement();
                var rows = statement.executeQuery("select count(*) from order_service.orders")) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static String row(ResultSet rows) throws SQLException {
        var columns = rows.getMetaData();
        var text = new StringJoiner(", ");
        for (var column = 1; column <= columns.getColumnCount(); column++) {
            var value = rows.getObject(column);
            text.add(
                    "%s=%s"
                            .formatted(
                                    columns.getColumnLabel(column),
                                    value instanceof byte[] bytes
                                            ? TopicReader.text(bytes)
                                            : value));
        }
        return text.toString();
    }
}
