package dev.orderflow.notification.domain;

import static java.util.Comparator.comparing;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.TreeMap;

/** How many orders something happened to on one day (UTC), and their amounts in one currency. */
public record DailyCount(Key key, long orders, BigDecimal amount) {

    /** The counts of these pieces of news, in the order of their keys. */
    public static List<DailyCount> of(Collection<OrderNews> news) {
        var counts = new TreeMap<Key, DailyCount>();
        for (var each : news) {
            var key = new Key(each.day(), each.kind(), each.amount().currency());
            counts.merge(key, new DailyCount(key, 1, each.amount().amount()), DailyCount::plus);
        }
        return List.copyOf(counts.values());
    }

    /** Both together. */
    public DailyCount plus(DailyCount other) {
        return new DailyCount(key, orders + other.orders, amount.add(other.amount));
    }

    /** What is counted apart. */
    public record Key(LocalDate day, Kind kind, Currency currency) implements Comparable<Key> {

        private static final Comparator<Key> ORDER =
                comparing(Key::day)
                        .thenComparing(Key::kind)
                        .thenComparing(key -> key.currency().getCurrencyCode());

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }
}
