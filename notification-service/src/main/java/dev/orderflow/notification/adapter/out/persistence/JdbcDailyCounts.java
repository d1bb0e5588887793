package dev.orderflow.notification.adapter.out.persistence;

import dev.orderflow.notification.application.port.out.DailyCounts;
import dev.orderflow.notification.domain.DailyCount;
import dev.orderflow.notification.domain.DailyCount.Key;
import dev.orderflow.notification.domain.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** By SQL, as the database has to add: what was read before could be old. */
@Repository
@RequiredArgsConstructor
class JdbcDailyCounts implements DailyCounts {

    private static final String ADD =
            """
            insert into daily_count (day, kind, currency, orders, amount) values (?, ?, ?, ?, ?)
            on duplicate key update orders = orders + values(orders), amount = amount + values(amount)""";

    private static final String BETWEEN =
            "select day, kind, currency, orders, amount from daily_count where day between ? and ?";

    private final JdbcTemplate jdbc;

    @Override
    public void add(List<DailyCount> counts) {
        jdbc.batchUpdate(
                ADD,
                counts,
                counts.size(),
                (statement, count) -> {
                    statement.setObject(1, count.key().day());
                    statement.setString(2, count.key().kind().name());
                    statement.setString(3, count.key().currency().getCurrencyCode());
                    statement.setLong(4, count.orders());
                    statement.setBigDecimal(5, count.amount());
                });
    }

    @Override
    public List<DailyCount> between(LocalDate from, LocalDate to) {
        return jdbc.query(BETWEEN, JdbcDailyCounts::read, from, to).stream()
                .sorted(Comparator.comparing(DailyCount::key))
                .toList();
    }

    private static DailyCount read(ResultSet row, int number) throws SQLException {
        var key =
                new Key(
                        row.getObject("day", LocalDate.class),
                        Kind.valueOf(row.getString("kind")),
                        Currency.getInstance(row.getString("currency")));
        return new DailyCount(key, row.getLong("orders"), row.getBigDecimal("amount"));
    }
}
