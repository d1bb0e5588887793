package dev.orderflow.notification.adapter.in.web;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.orderflow.notification.application.port.in.ReadStatisticsUseCase.Statistics;
import dev.orderflow.notification.domain.DailyCount;
import dev.orderflow.notification.domain.Kind;
import dev.orderflow.notification.domain.Money;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * @param days those on which something happened, the oldest first
 */
record StatisticsResponse(LocalDate from, LocalDate to, List<Day> days) {

    static StatisticsResponse of(Statistics statistics) {
        var byDay =
                statistics.counts().stream()
                        .collect(groupingBy(count -> count.key().day(), TreeMap::new, toList()));
        var days = byDay.entrySet().stream().map(day -> Day.of(day.getKey(), day.getValue()));
        return new StatisticsResponse(statistics.from(), statistics.to(), days.toList());
    }

    record Day(
            LocalDate day,
            Count created,
            Count paid,
            Count completed,
            Count cancelled,
            Count refunded) {

        private static Day of(LocalDate day, List<DailyCount> counts) {
            var byKind = counts.stream().collect(groupingBy(count -> count.key().kind()));
            return new Day(
                    day,
                    Count.of(Kind.CREATED, byKind),
                    Count.of(Kind.PAID, byKind),
                    Count.of(Kind.COMPLETED, byKind),
                    Count.of(Kind.CANCELLED, byKind),
                    Count.of(Kind.REFUNDED, byKind));
        }
    }

    /**
     * @param amounts by currency; of refunds what was given back, of the others what the orders
     *     cost
     */
    record Count(long orders, List<Amount> amounts) {

        private static Count of(Kind kind, Map<Kind, List<DailyCount>> byKind) {
            var counts = byKind.getOrDefault(kind, List.of());
            return new Count(
                    counts.stream().mapToLong(DailyCount::orders).sum(),
                    counts.stream().map(Amount::of).toList());
        }
    }

    record Amount(String currency, BigDecimal amount) {

        private static Amount of(DailyCount count) {
            var money = new Money(count.amount(), count.key().currency());
            return new Amount(money.currency().getCurrencyCode(), money.amount());
        }
    }
}
