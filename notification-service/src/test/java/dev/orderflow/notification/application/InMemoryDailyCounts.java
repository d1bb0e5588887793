package dev.orderflow.notification.application;

import dev.orderflow.notification.application.port.out.DailyCounts;
import dev.orderflow.notification.domain.DailyCount;
import dev.orderflow.notification.domain.DailyCount.Key;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;

final class InMemoryDailyCounts implements DailyCounts {

    final TreeMap<Key, DailyCount> all = new TreeMap<>();

    @Override
    public void add(List<DailyCount> counts) {
        counts.forEach(count -> all.merge(count.key(), count, DailyCount::plus));
    }

    @Override
    public List<DailyCount> between(LocalDate from, LocalDate to) {
        return all.values().stream()
                .filter(count -> !count.key().day().isBefore(from))
                .filter(count -> !count.key().day().isAfter(to))
                .toList();
    }
}
