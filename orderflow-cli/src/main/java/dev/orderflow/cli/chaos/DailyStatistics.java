package dev.orderflow.cli.chaos;

import dev.orderflow.cli.rest.Credentials;
import dev.orderflow.cli.rest.JsonCalls;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The days of all messages since the system was started: as message-service tells them, and as they
 * follow from the messages themselves, of which its statistics have only heard.
 *
 * @param told by each instance
 */
record DailyStatistics(Map<LocalDate, Day> expected, Map<String, Map<LocalDate, Day>> told) {

    private static final String EXPECTED =
            """
            select day, sum(sent), sum(was_read), sum(senders), sum(receivers) from
              (select date(sent_at) as day, count(*) as sent, 0 as was_read,
                      count(distinct sender) as senders, count(distinct receiver) as receivers
               from (%1$s) written group by date(sent_at)
               union all
               select date(read_at), 0, count(*), 0, 0 from (%1$s) seen
               where read_at is not null group by date(read_at)) daily
            group by day"""
                    .formatted(
                            """
                            select sender, receiver, sent_at, read_at from message_service.message
                            union all
                            select sender, receiver, sent_at, read_at from message_service.archived_message""");

    record Day(long sent, long read, long senders, long receivers) {

        private boolean hasMoreThan(Day other) {
            return sent > other.sent
                    || read > other.read
                    || senders > other.senders
                    || receivers > other.receivers;
        }
    }

    private static final Day NOTHING = new Day(0, 0, 0, 0);

    static DailyStatistics read(Connection databases, List<URI> instances) throws SQLException {
        var calls = new JsonCalls(Credentials.BELIEVED);
        var told = new HashMap<String, Map<LocalDate, Day>>();
        instances.forEach(it -> told.put(it.getAuthority(), told(calls, it)));
        return new DailyStatistics(expected(databases), told);
    }

    private static Map<LocalDate, Day> told(JsonCalls calls, URI instance) {
        var days = new HashMap<LocalDate, Day>();
        calls.send(calls.asAdmin("chaos", instance.resolve("/api/statistics")))
                .expect(200)
                .path("days")
                .forEach(
                        it ->
                                days.put(
                                        LocalDate.parse(it.path("day").asString()),
                                        new Day(
                                                it.path("sent").asLong(),
                                                it.path("read").asLong(),
                                                it.path("senders").asLong(),
                                                it.path("receivers").asLong())));
        return days;
    }

    private static Map<LocalDate, Day> expected(Connection databases) throws SQLException {
        try (var statement = databases.createStatement();
                var rows = statement.executeQuery(EXPECTED)) {
            var days = new HashMap<LocalDate, Day>();
            while (rows.next()) {
                days.put(
                        rows.getObject(1, LocalDate.class),
                        new Day(
                                rows.getLong(2),
                                rows.getLong(3),
                                rows.getLong(4),
                                rows.getLong(5)));
            }
            return days;
        }
    }

    /** Says of each day that is told wrongly whether too little or too much is told of it. */
    void compare(Consumer<String> lost, Consumer<String> doubled) {
        told.forEach(
                (instance, days) -> {
                    var all = new TreeSet<>(expected.keySet());
                    all.addAll(days.keySet());
                    for (var day : all) {
                        var is = orNothing(days.get(day));
                        var ought = orNothing(expected.get(day));
                        if (!is.equals(ought)) {
                            (is.hasMoreThan(ought) ? doubled : lost)
                                    .accept(
                                            "statistics of %s, told by %s: %s, not %s"
                                                    .formatted(day, instance, is, ought));
                        }
                    }
                });
    }

    private static Day orNothing(@Nullable Day day) {
        return day == null ? NOTHING : day;
    }
}
