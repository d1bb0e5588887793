package dev.orderflow.cli.verify;

import static dev.orderflow.cli.verify.Invariant.I4;
import static dev.orderflow.cli.verify.Invariant.I5;

import dev.orderflow.cli.topic.Broker;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Checks all invariants of a running system once.
 *
 * <p>Topics are read up to their end, then all databases in one snapshot, then the topics once
 * more: what is on a topic the first time was committed before the snapshot, and what the snapshot
 * has committed is on a topic the second time or in the snapshot's outbox. So it can run under load
 * without crying wolf.
 */
public final class Verification {

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
     * @param counts how many there are of each invariant that is broken
     */
    public record Report(
            long orders, long events, List<Breach> breaches, Map<Invariant, Long> counts) {

        public boolean isClean() {
            return breaches.isEmpty();
        }

        public List<Breach> of(Invariant invariant) {
            return breaches.stream().filter(breach -> breach.invariant() == invariant).toList();
        }

        public long count(Invariant invariant) {
            return counts.getOrDefault(invariant, 0L);
        }
    }

    public Report run() throws SQLException {
        var findings = new Findings();
        var topics = EventCheck.ALL.stream().map(EventCheck::topic).toList();
        try (var events = new TopicReader(broker, topics);
                var databases = DriverManager.getConnection(jdbcUrl, user, password)) {
            var records = new RecordCheck(broker, grace, findings);
            events.catchUp();
            snapshot(databases);
            for (var check : checks()) {
                run(check, databases, findings);
            }
            for (var check : EventCheck.ALL) {
                findGhosts(check, events, databases, findings);
                findRepetitions(check, events, findings);
            }
            events.catchUp();
            for (var check : EventCheck.ALL) {
                findMissing(check, events, databases, findings);
            }
            records.run(databases);
            return new Report(
                    count(databases), events.records(), findings.cases(), findings.counts());
        }
    }

    private static List<DatabaseCheck> checks() {
        return Stream.concat(DatabaseCheck.ALL.stream(), EffectChecks.ALL.stream()).toList();
    }

    private static void snapshot(Connection databases) throws SQLException {
        databases.setAutoCommit(false);
        databases.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try (var statement = databases.createStatement()) {
            statement.execute("start transaction with consistent snapshot, read only");
        }
    }

    private void run(DatabaseCheck check, Connection databases, Findings findings)
            throws SQLException {
        var sql = check.sql().replace(":grace", Long.toString(grace.toSeconds()));
        try (var statement = databases.createStatement();
                var rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                findings.add(check.invariant(), check.what(), row(rows));
            }
        }
    }

    private static void findGhosts(
            EventCheck check, TopicReader events, Connection databases, Findings findings)
            throws SQLException {
        var what = "%s was told of what never was".formatted(check.topic());
        var real = ids(databases, check.mayHave());
        events.events(check.topic())
                .forEach(
                        (order, ids) -> {
                            if (!real.contains(order)) {
                                findings.add(
                                        I4, what, "order_id=%s, event_id=%s".formatted(order, ids));
                            }
                        });
    }

    /** Under another event id, that is; the same one may come as often as it likes. */
    private static void findRepetitions(EventCheck check, TopicReader events, Findings findings) {
        var what = "%s was told more than once".formatted(check.topic());
        events.events(check.topic())
                .forEach(
                        (order, ids) -> {
                            if (ids.size() > 1) {
                                findings.add(
                                        I5,
                                        what,
                                        "order_id=%s, event_ids=%s".formatted(order, ids));
                            }
                        });
    }

    private static void findMissing(
            EventCheck check, TopicReader events, Connection databases, Findings findings)
            throws SQLException {
        var what = "%s was never told, and is not in the outbox".formatted(check.topic());
        var told = events.events(check.topic()).keySet();
        var waiting = waiting(databases, check);
        ids(databases, check.mustHave()).stream()
                .filter(id -> !told.contains(id) && !waiting.contains(id))
                .forEach(id -> findings.add(I4, what, "order_id=" + id));
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
