package dev.orderflow.events.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.orderflow.embedded.EmbeddedMariaDb;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class InboxCleanerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
    private static final Duration RETENTION = Duration.ofDays(30);

    /** More than it forgets in one step. */
    private static final int OLD = 1_203;

    private static final int YOUNG = 7;

    @Test
    void all_that_is_older_than_the_retention_is_forgotten_and_nothing_else() {
        try (var database = EmbeddedMariaDb.start()) {
            database.createDatabase("inbox", "inbox", "inbox");
            var dataSource =
                    new DriverManagerDataSource(database.jdbcUrl("inbox"), "inbox", "inbox");
            Flyway.configure()
                    .dataSource(dataSource)
                    .locations("classpath:db/common-events")
                    .placeholders(Map.of("service", "any"))
                    .load()
                    .migrate();
            var jdbc = new JdbcTemplate(dataSource);
            handled(jdbc, NOW.minus(RETENTION).minusSeconds(1), OLD);
            handled(jdbc, NOW.minus(RETENTION).plusSeconds(OLD), YOUNG);

            var inbox = new Inbox(jdbc, List.of("any"), Clock.fixed(NOW, ZoneOffset.UTC));
            new InboxCleaner(
                            inbox,
                            new TransactionTemplate(new JdbcTransactionManager(dataSource)),
                            RETENTION)
                    .clean();

            assertThat(count(jdbc, "processed_event")).isEqualTo(YOUNG);
            assertThat(count(jdbc, "handling_time")).isEqualTo(YOUNG);
        }
    }

    /** One event in each transaction, a second before the one before. */
    private static void handled(JdbcTemplate jdbc, Instant last, int times) {
        var moments =
                IntStream.range(0, times)
                        .mapToObj(
                                i -> LocalDateTime.ofInstant(last.minusSeconds(i), ZoneOffset.UTC))
                        .toList();
        jdbc.batchUpdate(
                """
                insert into processed_event
                  (consumer, event_id, event_type, aggregate_id, occurred_at, processed_at, attempts)
                values ('any', ?, 'any', 'any', ?, ?, 1)""",
                moments,
                times,
                (statement, moment) -> {
                    var second = moment.toEpochSecond(ZoneOffset.UTC);
                    statement.setBytes(1, ByteBuffer.allocate(16).putLong(second).array());
                    statement.setObject(2, moment);
                    statement.setObject(3, moment);
                });
        jdbc.batchUpdate(
                "insert into handling_time (processed_at, consumer, micros) values (?, 'any', 1)",
                moments,
                times,
                (statement, moment) -> statement.setObject(1, moment));
    }

    private static int count(JdbcTemplate jdbc, String table) {
        return jdbc.queryForObject("select count(*) from " + table, Integer.class);
    }
}
